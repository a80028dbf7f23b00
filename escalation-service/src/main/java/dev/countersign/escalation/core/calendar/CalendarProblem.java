package dev.countersign.escalation.core.calendar;

/** Why a calendar may not be kept, and where in its document. */
public record CalendarProblem(Code code, String path) {

  /** The kinds of problems; the name in lower case is the public code. */
  public enum Code {
    ZONE_UNKNOWN,
    /** No hours of one day, or hours that overlap or are not in their order. */
    HOURS_INVALID,
    HOLIDAY_INVALID,
    HOLIDAY_REPEATED,
    TOO_MANY_HOLIDAYS,
    /** Open in no week: its time would never pass. */
    NEVER_OPEN
  }
}
