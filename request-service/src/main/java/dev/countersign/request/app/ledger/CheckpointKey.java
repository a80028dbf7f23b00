package dev.countersign.request.app.ledger;

import dev.countersign.request.app.Chain;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The key that checkpoints are signed with. */
@ApplicationScoped
public class CheckpointKey {
  private static final String ALGORITHM = "Ed25519";
  private static final int ID_BYTES = 8;

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  CheckpointKey(CheckpointConfig config) {
    try {
      var keys = KeyFactory.getInstance(ALGORITHM);
      privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(decode(config.privateKey())));
      publicKey = keys.generatePublic(new X509EncodedKeySpec(decode(config.publicKey())));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "Expected countersign.checkpoint.private-key and .public-key to be an Ed25519 pair", e);
    }
  }

  /** A public key that is not the private one's would only be noticed by the first auditor. */
  void check(@Observes @Priority(2) StartupEvent event) {
    var sample = new byte[] {1};
    try {
      var verification = Signature.getInstance(ALGORITHM);
      verification.initVerify(publicKey);
      verification.update(sample);
      if (!verification.verify(sign(sample))) {
        throw new IllegalStateException("The two keys of countersign.checkpoint are not a pair");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    }
  }

  /** The first 16 hex digits of the public key's SHA-256. */
  public String id() {
    return HexFormat.of().formatHex(Chain.sha256(publicKey.getEncoded()), 0, ID_BYTES);
  }

  public byte[] sign(byte[] body) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    }
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64.strip());
  }
}
