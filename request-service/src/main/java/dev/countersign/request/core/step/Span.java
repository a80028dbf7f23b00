package dev.countersign.request.core.step;

import java.time.Duration;

/**
 * How long a clock runs: by the clock on the wall, or in the time of its calendar, where open hours
 * and business days are units of their own. Only escalation-service knows the calendar.
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

  /**
   * The time on the wall that has passed for certain when it is over. Open hours are no shorter
   * than they look. The first and the last of some business days may be short, and a clock change
   * takes an hour more.
   */
  public Duration atLeast() {
    return unit == Unit.BUSINESS_DAYS ? Duration.ofDays(Math.max(0, length.toDays() - 2)) : length;
  }

  /** As ISO 8601 writes it; a business day is not 24 hours. */
  @Override
  public String toString() {
    return unit == Unit.BUSINESS_DAYS ? "P" + length.toDays() + "D" : length.toString();
  }
}
