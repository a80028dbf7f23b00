package dev.countersign.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The formulas of the chains, in lower-case hex. */
public final class Hashes {
  private Hashes() {}

  /** What a request's first entry is chained to. */
  public static String rootOf(String partner, String request) {
    return sha256((partner + "/" + request).getBytes(UTF_8));
  }

  /** The hash of an entry: of the one before, its seq as four bytes, and its body. */
  public static String link(String previous, int seq, byte[] body) {
    var number = ByteBuffer.allocate(Integer.BYTES).putInt(seq).array();
    return sha256(HexFormat.of().parseHex(previous), number, body);
  }

  /** What a partner's first checkpoint names as the one before it. */
  public static String rootOf(String partner) {
    return sha256(partner.getBytes(UTF_8));
  }

  public static String sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
