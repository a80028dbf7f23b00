package dev.countersign.local.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.countersign.local.person.People;
import dev.countersign.local.person.Person;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the tokens of a person: who it is, which partner, and the platform roles, nothing else. */
final class IssuedTokens {

  static final String AUDIENCE = "countersign";
  private static final Duration SESSION = Duration.ofHours(8);
  private static final Duration REFRESH = Duration.ofDays(7);

  private final String issuer;
  private final SigningKey key;
  private final Clock clock;

  IssuedTokens(String issuer, SigningKey key, Clock clock) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
  }

  /** The answer of the token endpoint. */
  Map<String, Object> response(SignIn signIn, Optional<String> nonce) throws IOException {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("access_token", key.sign(claims(signIn, "access", SESSION).build()));
    JWTClaimsSet.Builder id = claims(signIn, "id", SESSION);
    nonce.ifPresent(value -> id.claim("nonce", value));
    response.put("id_token", key.sign(id.build()));
    response.put("refresh_token", key.sign(claims(signIn, "refresh", REFRESH).build()));
    response.put("token_type", "Bearer");
    response.put("expires_in", SESSION.toSeconds());
    response.put("scope", "openid profile email");
    return response;
  }

  SignIn signedIn(Person person, Optional<String> levels) {
    return SignIn.now(person, levels, clock.instant());
  }

  Optional<SignIn> refreshed(String token) {
    return bearer(token, "refresh");
  }

  Optional<Person> accessing(String token) {
    return bearer(token, "access").map(SignIn::person);
  }

  Map<String, Object> describe(Person person) throws IOException {
    return about(person, "userinfo", SESSION).build().toJSONObject();
  }

  private Optional<SignIn> bearer(String token, String use) {
    return key.verified(token, clock.instant())
        .filter(claims -> use.equals(use(claims)))
        .flatMap(IssuedTokens::signIn);
  }

  private static Optional<SignIn> signIn(JWTClaimsSet claims) {
    Optional<Person> person = People.find(claims.getSubject());
    try {
      return person.isPresent()
          ? Optional.of(SignIn.behind(person.get(), claims))
          : Optional.empty();
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  private static String use(JWTClaimsSet claims) {
    try {
      return String.valueOf(claims.getStringClaim("token_use"));
    } catch (ParseException _) {
      return "";
    }
  }

  private JWTClaimsSet.Builder claims(SignIn signIn, String use, Duration lifetime) {
    return about(signIn.person(), use, lifetime)
        .claim("auth_time", signIn.at().getEpochSecond())
        .claim("acr", signIn.level());
  }

  private JWTClaimsSet.Builder about(Person person, String use, Duration lifetime) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .jwtID(UUID.randomUUID().toString())
        .issuer(issuer)
        .subject(person.id())
        // A refresh token is for the issuer alone; no service may take it for an access token.
        .audience("refresh".equals(use) ? issuer : AUDIENCE)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)))
        .claim("token_use", use)
        .claim("partner", person.partner())
        .claim("groups", person.groups())
        .claim("name", person.name())
        .claim("preferred_username", person.id())
        .claim("email", person.mail());
  }
}
