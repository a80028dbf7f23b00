package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of version 5 (RFC 9562): the same name gives the same id on every machine and every day. */
public final class NameBasedIds {

  /** The namespace of RFC 9562 for names that are URLs. */
  public static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private NameBasedIds() {}

  public static UUID v5(UUID namespace, String name) {
    var space = ByteBuffer.allocate(16);
    space.putLong(namespace.getMostSignificantBits()).putLong(namespace.getLeastSignificantBits());
    MessageDigest sha1 = sha1();
    sha1.update(space.array());
    var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
