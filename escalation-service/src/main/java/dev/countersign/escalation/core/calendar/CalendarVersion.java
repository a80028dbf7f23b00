package dev.countersign.escalation.core.calendar;

/** A calendar as it was saved once; a version never changes. */
public record CalendarVersion(CalendarName name, int version, BusinessCalendar calendar) {

  public CalendarVersion {
    if (version < 1) {
      throw new IllegalArgumentException("Expected a version from 1 on, but it is " + version);
    }
  }
}
