package dev.countersign.escalation.core;

import java.time.Instant;

/** What becomes due once, and what for. */
public record Timer(TimerKey key, Purpose purpose, Instant dueAt, int calendarVersion) {

  /** Budgets run by the wall clock until there are calendars. */
  static final int NO_CALENDAR = 0;

  public Timer {
    if (purpose.isOfRequest() != (key.step() == 0)) {
      throw new IllegalArgumentException("A timer for " + purpose + " cannot have key " + key);
    }
  }
}
