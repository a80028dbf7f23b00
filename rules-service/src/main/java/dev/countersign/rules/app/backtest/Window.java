package dev.countersign.rules.app.backtest;

import java.time.Duration;
import java.time.Instant;

/** A span of the past: the start belongs to it, the end does not. */
public record Window(Instant from, Instant to) {

  /** How long after an event its evaluation may have been published. */
  private static final Duration LAG = Duration.ofHours(1);

  boolean isPast(Instant now) {
    return from.isBefore(to) && !to.isAfter(now);
  }

  boolean isLongerThan(Duration longest) {
    return Duration.between(from, to).compareTo(longest) > 0;
  }

  /** Where the evaluations of its events are to be found. */
  public Window ofEvaluations() {
    return new Window(from, to.plus(LAG));
  }
}
