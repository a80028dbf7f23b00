package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hex. */
public final class Digests {

  private static final HexFormat HEX = HexFormat.of();

  private Digests() {}

  /** The digest of an event's data bytes, as they came in. */
  public static String ofContent(byte[] data) {
    return HEX.formatHex(sha256().digest(data));
  }

  /** The digest of the canonical material fields, see {@link CanonicalJson}. */
  public static String ofPayload(String canonical) {
    return ofContent(canonical.getBytes(UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
