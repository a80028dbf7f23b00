package dev.countersign.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.local.state.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The issuer's key pair. It outlives a restart, so sessions and tokens do too. */
final class SigningKey {

  private static final int BITS = 2048;

  private final RSAKey key;

  private SigningKey(RSAKey key) {
    this.key = key;
  }

  static SigningKey load(Path file) throws IOException {
    try {
      if (Files.exists(file)) {
        return new SigningKey(RSAKey.parse(Files.readString(file)));
      }
      RSAKey fresh =
          new RSAKeyGenerator(BITS)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate();
      Secrets.writePrivately(file, fresh.toJSONString());
      return new SigningKey(fresh);
    } catch (JOSEException | ParseException problem) {
      throw new IOException("Cannot use the signing key in " + file, problem);
    }
  }

  Map<String, Object> publicKeys() {
    return new JWKSet(key).toJSONObject(true);
  }

  String sign(JWTClaimsSet claims) throws IOException {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException problem) {
      throw new IOException("Cannot sign a token", problem);
    }
  }

  /** The claims of a token that was signed with this key and has not run out. */
  Optional<JWTClaimsSet> verified(String token, Instant now) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      boolean good =
          parsed.verify(new RSASSAVerifier(key.toRSAPublicKey()))
              && claims.getExpirationTime() != null
              && claims.getExpirationTime().toInstant().isAfter(now);
      return good ? Optional.of(claims) : Optional.empty();
    } catch (ParseException | JOSEException _) {
      return Optional.empty();
    }
  }
}
