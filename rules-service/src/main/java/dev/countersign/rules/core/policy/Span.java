package dev.countersign.rules.core.policy;

import java.time.Duration;

/**
 * How long a clock of a step runs: by the clock on the wall, or in the time of its calendar, where
 * open hours and business days are units of their own.
 */
public record Span(Duration length, Unit unit) {

  /** The longest day that a clock on the wall shows: the one on which it goes back an hour. */
  private static final Duration LONGEST_DAY = Duration.ofHours(25);

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

  /**
   * Whether it ends no later than the other one in every calendar, if both begin together. How long
   * business days or open hours take on the wall has no bound, but a day has only so many of them.
   */
  boolean isSurelyOverBy(Span other) {
    if (unit == other.unit) {
      return length.compareTo(other.length) <= 0;
    }
    return switch (unit) {
      case CLOCK -> length.compareTo(other.atLeast()) <= 0;
      case BUSINESS_DAYS ->
          other.unit == Unit.BUSINESS_HOURS
              && LONGEST_DAY.multipliedBy(length.toDays()).compareTo(other.length) <= 0;
      case BUSINESS_HOURS -> false;
    };
  }
}
