package dev.countersign.rules.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy version that is heard, and from when until when it is in force (N-08).
 *
 * @param until when it stopped or will stop; absent while nothing follows it
 */
public record LivePolicy(Policy policy, Instant from, Optional<Instant> until) {

  /** How long after its end requests may still be pinned to a version. */
  public static final Duration DRAIN = Duration.ofDays(90);

  /** Whether it judges events of this instant. */
  public boolean isInForce(Instant at) {
    return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
  }

  /** Whether it no longer judges new events, but requests may still be pinned to it. */
  public boolean isDraining(Instant at) {
    return until.filter(end -> !at.isBefore(end) && at.isBefore(end.plus(DRAIN))).isPresent();
  }
}
