package dev.countersign.verifier;

import dev.countersign.verifier.Checkpoint.Signed;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The public keys that an auditor trusts, by their ids. */
public final class Keys {
  private static final int ID_DIGITS = 16;

  private final Map<String, PublicKey> byId;

  private Keys(Map<String, PublicKey> byId) {
    this.byId = Map.copyOf(byId);
  }

  /**
   * Keys in base64 of the X.509 encoding, with or without the lines of a PEM file.
   *
   * @throws IllegalArgumentException if one is not an Ed25519 key
   */
  public static Keys of(Collection<String> encoded) {
    return new Keys(
        encoded.stream()
            .map(Keys::decode)
            .collect(Collectors.toMap(Keys::idOf, key -> key, (one, _) -> one)));
  }

  /** The first 16 hex digits of the key's SHA-256. */
  public static String idOf(PublicKey key) {
    return Hashes.sha256(key.getEncoded()).substring(0, ID_DIGITS);
  }

  boolean haveSigned(Signed signed) {
    var key = byId.get(signed.checkpoint().keyId());
    if (key == null) {
      return false;
    }
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(signed.body());
      return signature.verify(signed.signature());
    } catch (SignatureException e) {
      return false; // Not even of the form of a signature.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    }
  }

  private static PublicKey decode(String text) {
    try {
      var bytes = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Expected an Ed25519 public key in base64.", e);
    }
  }
}
