package dev.countersign.local.identity;

import dev.countersign.local.person.Person;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorization codes: good once, for a minute, for the client's own address and verifier. */
final class Codes {

  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final Map<String, Issued> issued = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  Codes(Clock clock) {
    this.clock = clock;
  }

  String issue(AuthorizationRequest request, Person person) {
    issued.values().removeIf(old -> old.expires().isBefore(clock.instant()));
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    issued.put(
        code, new Issued(request, SignIn.now(person, request.levels(), now), now.plus(LIFETIME)));
    return code;
  }

  Optional<Issued> redeem(String code, String redirectUri, Optional<String> verifier) {
    return Optional.ofNullable(issued.remove(code))
        .filter(found -> found.expires().isAfter(clock.instant()))
        .filter(found -> found.request().redirectUri().toString().equals(redirectUri))
        .filter(found -> found.request().challenge().equals(verifier.map(Codes::challenge)));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  record Issued(AuthorizationRequest request, SignIn signIn, Instant expires) {}
}
