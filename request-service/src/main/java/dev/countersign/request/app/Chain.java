package dev.countersign.request.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.request.core.RequestId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash chain of a request's ledger; the database checks each link with the same formula. */
public final class Chain {
  private Chain() {}

  /** What the first entry is chained to: whose request it is. */
  public static byte[] root(String partner, RequestId request) {
    return sha256((partner + "/" + request.value()).getBytes(UTF_8));
  }

  /** {@code sha256(prev_hash || seq as four bytes || body)}. */
  public static byte[] link(byte[] previous, int seq, byte[] body) {
    return sha256(previous, ByteBuffer.allocate(Integer.BYTES).putInt(seq).array(), body);
  }

  public static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
