package dev.countersign.escalation.core.calendar;

/**
 * Hours in which somebody is there, by the clock on the wall: from a minute of the day until before
 * another one. Midnight at the end of the day is minute 1440.
 */
public record Opening(int from, int until) {

  public static final int DAY = 24 * 60;

  /** Whether it is hours of one day at all. */
  boolean isSound() {
    return 0 <= from && from < until && until <= DAY;
  }
}
