package dev.countersign.notification.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.notification.WebhookConfig;
import dev.countersign.notification.app.SealedSecret;
import dev.countersign.notification.app.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signing secrets at rest: AES-256-GCM, bound to partner and endpoint, so that none can be moved.
 */
@ApplicationScoped
class SecretBox implements Secrets {
  private static final int MIN_KEY_LENGTH = 32;
  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  SecretBox(WebhookConfig config) {
    if (config.encryptionKey().length() < MIN_KEY_LENGTH) {
      throw new IllegalStateException(
          "countersign.webhook.encryption-key must have at least "
              + MIN_KEY_LENGTH
              + " characters");
    }
    this.key = keyFrom(config.encryptionKey());
  }

  @Override
  public Fresh create(String partnerId, UUID endpointId) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var text = "whsec_" + Base64.getEncoder().encodeToString(secret);
    return new Fresh(text, seal(text, partnerId, endpointId));
  }

  String open(SealedSecret sealed, String partnerId, UUID endpointId) {
    var bytes = sealed.bytes();
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES));
      cipher.updateAAD(owner(partnerId, endpointId));
      return new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A webhook secret cannot be opened with the configured key", e);
    }
  }

  private SealedSecret seal(String text, String partnerId, UUID endpointId) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
      cipher.updateAAD(owner(partnerId, endpointId));
      var sealed = cipher.doFinal(text.getBytes(UTF_8));
      return new SealedSecret(
          ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] owner(String partnerId, UUID endpointId) {
    return (partnerId + "|" + endpointId).getBytes(UTF_8);
  }

  private static SecretKeySpec keyFrom(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new SecretKeySpec(digest, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
