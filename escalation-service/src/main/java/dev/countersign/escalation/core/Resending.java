package dev.countersign.escalation.core;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait for an event that answers a command before sending it again: twice as long each
 * time, up to a bound. It never ends by itself, so that no expiry is lost.
 */
public record Resending(Duration first, Duration longest) {

  /** Doubling stops being asked for long before it could overflow. */
  private static final int MOST_DOUBLINGS = 20;

  public Resending {
    if (!first.isPositive() || longest.compareTo(first) < 0 || longest.toDays() > 1) {
      throw new IllegalArgumentException(
          "Expected 0 < first <= longest <= P1D, but they are " + first + " and " + longest);
    }
  }

  Instant after(int attempt, Instant now) {
    int doublings = Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS);
    var pause = first.multipliedBy(1L << doublings);
    return now.plus(pause.compareTo(longest) < 0 ? pause : longest);
  }
}
