package dev.countersign.rules.core.policy;

import java.time.Duration;

/**
 * How long a clock of a step runs: by the clock on the wall, or in the time of its calendar, where
 * open hours and business days are units of their own.
 */
public record Span(Duration length, Unit unit) {

  /** What is counted. */
  public enum Unit {
    CLOCK,
    BUSINESS_HOURS,
    BUSINESS_DAYS
  }

  public static Span byClock(Duration length) {
    return new Span(length, Unit.CLOCK);
  }

  /** The time on the wall that passes for certain; of business days the last may be short. */
  public Duration atLeast() {
    return unit == Unit.BUSINESS_DAYS ? Duration.ofDays(Math.max(0, length.toDays() - 2)) : length;
  }
}
