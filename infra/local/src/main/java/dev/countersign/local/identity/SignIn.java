package dev.countersign.local.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.countersign.local.person.Person;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Who signed in, when, and at which level ({@code acr}). Here every sign-in is the same click, so
 * the level is the one that was asked for; a real issuer asks for another factor first.
 */
record SignIn(Person person, Instant at, String level) {

  private static final String PLAIN = "1";

  static SignIn now(Person person, Optional<String> levels, Instant now) {
    String level =
        levels
            .map(wanted -> wanted.strip().split("\\s+", 2)[0])
            .filter(it -> !it.isEmpty())
            .orElse(PLAIN);
    return new SignIn(person, now, level);
  }

  /** A refreshed session is the same sign-in still, however new its tokens are. */
  static SignIn behind(Person person, JWTClaimsSet refresh) throws ParseException {
    Date at = refresh.getDateClaim("auth_time");
    String level = refresh.getStringClaim("acr");
    return new SignIn(
        person,
        at == null ? refresh.getIssueTime().toInstant() : at.toInstant(),
        level == null ? PLAIN : level);
  }
}
