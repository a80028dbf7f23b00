package dev.countersign.escalation.core.calendar;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * An amount of business time. Hours and days are units of their own and are not converted:
 * eight hours of a day that is open for eight hours are over at another time than one day.
 *
 * @param amount microseconds of open hours, or business days
 */
public record BusinessSpan(Unit unit, long amount) {

  private static final Pattern DAYS = Pattern.compile("P([0-9]{1,5})D");

  /** What is counted. */
  public enum Unit {
    HOURS,
    DAYS
  }

  public BusinessSpan {
    if (amount < 0) {
      throw new IllegalArgumentException("Expected no less than nothing, but it is " + amount);
    }
  }

  public static BusinessSpan hours(Duration time) {
    return new BusinessSpan(Unit.HOURS, time.dividedBy(Duration.of(1, ChronoUnit.MICROS)));
  }

  public static BusinessSpan days(int days) {
    return new BusinessSpan(Unit.DAYS, days);
  }

  /** As ISO 8601 writes it: {@code P2D} is two business days, {@code PT8H} eight open hours. */
  public static BusinessSpan parse(String text) {
    var days = DAYS.matcher(text);
    return days.matches() ? days(Integer.parseInt(days.group(1))) : hours(Duration.parse(text));
  }

  Duration time() {
    return Duration.of(amount, ChronoUnit.MICROS);
  }

  BusinessSpan less(BusinessSpan used) {
    return new BusinessSpan(unit, amount - used.amount);
  }

  BusinessSpan plus(BusinessSpan more) {
    return new BusinessSpan(unit, amount + more.amount);
  }

  @Override
  public String toString() {
    return unit == Unit.DAYS ? "P" + amount + "D" : time().toString();
  }
}
