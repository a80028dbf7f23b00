package dev.countersign.platform.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, by the token and by nothing else: the person is its {@code sub}, the tenant its
 * {@code partner}. A token that does not name both clearly is good for nothing here.
 */
@RequestScoped
public class Caller {

  private static final Pattern PARTNER = Pattern.compile("[a-z0-9-]{2,40}");
  private static final int MAX_PERSON = 256;

  /** The end of the year 9999. */
  private static final long LATEST_SECOND = 253_402_300_800L;

  private static final String PRODUCER = "producer";

  private final SecurityIdentity identity;
  private final RateLimits limits;

  Caller(SecurityIdentity identity, RateLimits limits) {
    this.identity = identity;
    this.limits = limits;
  }

  /** The person, an opaque id; it is compared character by character. */
  public String person() {
    String person =
        identity.getPrincipal() instanceof JsonWebToken token
            ? token.getSubject()
            : identity.getPrincipal().getName();
    if (person == null || person.isBlank() || !isPlain(person)) {
      throw new ProblemException(403, "person_missing", "The token does not name a person.");
    }
    return person;
  }

  /** The partner the person acts for; there is no default and no other source. */
  public String partner() {
    if (claim("partner") instanceof String partner && isPartner(partner)) {
      return partner;
    }
    throw new ProblemException(403, "partner_missing", "The token does not name a partner.");
  }

  static boolean isPartner(String partner) {
    return PARTNER.matcher(partner).matches();
  }

  /** The platform roles of the person. */
  public Set<String> groups() {
    return Set.copyOf(identity.getRoles());
  }

  public boolean isIn(String group) {
    return identity.hasRole(group);
  }

  /** Refuses with 403 unless the person is in the group. */
  public void require(String group) {
    requireAny(Set.of(group), group);
  }

  /**
   * Refuses with 403 unless the person is in one of the groups.
   *
   * @param named of which of them the refusal tells
   */
  public void requireAny(Set<String> groups, String named) {
    if (groups.stream().noneMatch(this::isIn)) {
      throw new ProblemException(403, "group_required", "This needs the group " + named + ".");
    }
  }

  /** Refuses a program that produces events: some things only people do (AN-17). */
  public void requireHuman() {
    if (isIn(PRODUCER)) {
      throw new ProblemException(403, "human_required", "Only a person may do this.");
    }
  }

  /** Counts one act under this limit, and refuses it with 429 if there were too many (RP-08). */
  public void limit(String name) {
    limits.take(name, partner(), person());
  }

  /** When the person last signed in ({@code auth_time}), if the token says so in a sane way. */
  public Optional<Instant> signedInAt() {
    return claim("auth_time") instanceof Number seconds
            && seconds.longValue() > 0
            && seconds.longValue() < LATEST_SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  /** How strongly the person signed in ({@code acr}), in the issuer's words. */
  public Optional<String> signInLevel() {
    return claim("acr") instanceof String level ? Optional.of(level) : Optional.empty();
  }

  private @Nullable Object claim(String name) {
    Principal principal = identity.getPrincipal();
    return principal instanceof JsonWebToken token
        ? TokenClaims.of(token, name)
        : identity.getAttribute(name);
  }

  private static boolean isPlain(String person) {
    return person.length() <= MAX_PERSON && person.codePoints().noneMatch(Character::isISOControl);
  }
}
