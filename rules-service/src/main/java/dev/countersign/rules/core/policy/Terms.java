package dev.countersign.rules.core.policy;

import java.time.Duration;

/** What a policy version says: whom it asks when, for how long, and who owes a reason. */
public record Terms(Coverage coverage, Duration ttl, Reasons reasons) {

  public static final Duration DEFAULT_TTL = Duration.ofDays(7);
}
