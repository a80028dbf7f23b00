package dev.countersign.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Json;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bearer tokens as the issuer would give them, signed by the {@link TestIssuer}'s key. */
public final class TestTokens {

  private TestTokens() {}

  /** A valid token of ten minutes for a person of a partner. */
  public static String of(String person, String partner, String... groups) {
    return of(claims(person, partner, groups));
  }

  /** The value of an Authorization header. */
  public static String bearer(String person, String partner, String... groups) {
    return "Bearer " + of(person, partner, groups);
  }

  /** The claims of a valid token, to be spoilt by a test. */
  public static Map<String, Object> claims(String person, String partner, String... groups) {
    long now = Instant.now().getEpochSecond();
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", TestIssuer.address());
    claims.put("aud", "countersign");
    claims.put("sub", person);
    claims.put("partner", partner);
    claims.put("groups", List.of(groups));
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  /** A token with any claims at all; the signature is right. */
  public static String of(Map<String, Object> claims) {
    return of(header(), claims);
  }

  /** The header of a valid token, to be spoilt by a test. */
  public static Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    header.put("kid", TestIssuer.KEY_ID);
    return header;
  }

  /** A token with any header and claims; it is signed by the issuer's key whatever they say. */
  public static String of(Map<String, Object> header, Map<String, Object> claims) {
    String signed = encode(Json.bytes(header)) + "." + encode(Json.bytes(claims));
    return signed + "." + encode(sign(signed));
  }

  /** A token whose signature is a digest keyed with the issuer's public key (AN-03). */
  public static String confused(Map<String, Object> claims, byte[] publicKey) {
    Map<String, Object> header = header();
    header.put("alg", "HS256");
    String signed = encode(Json.bytes(header)) + "." + encode(Json.bytes(claims));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
      return signed + "." + encode(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  private static byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(TestIssuer.key());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
