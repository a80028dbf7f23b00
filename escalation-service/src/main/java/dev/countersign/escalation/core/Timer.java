package dev.countersign.escalation.core;

import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.CalendarVersion;
import dev.countersign.escalation.core.calendar.RunningBudget;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes due once, and what for.
 *
 * @param calendarVersion by which version of its calendar it is due; 0 by the clock on the wall
 * @param budget what runs in the time of a calendar, if it does
 */
public record Timer(
    TimerKey key,
    Purpose purpose,
    Instant dueAt,
    int calendarVersion,
    Optional<RunningBudget> budget) {

  /** Budgets run by the wall clock where no calendar is named. */
  static final int NO_CALENDAR = 0;

  public Timer {
    if (purpose.isOfRequest() != (key.step() == 0)) {
      throw new IllegalArgumentException("A timer for " + purpose + " cannot have key " + key);
    }
  }

  /** A timer whose due time is settled. */
  public static Timer at(TimerKey key, Purpose purpose, Instant dueAt) {
    return new Timer(key, purpose, dueAt, NO_CALENDAR, Optional.empty());
  }

  /** Due by this version from the start of its budget on. */
  public Timer dueBy(CalendarVersion version) {
    return derived(running(), version);
  }

  /** Due by another version from now on; what has passed in the one so far is kept. */
  public Timer movedTo(CalendarVersion version, Optional<BusinessCalendar> soFar, Instant now) {
    return derived(running().countedUntil(now, soFar, version.calendar()), version);
  }

  private RunningBudget running() {
    return budget.orElseThrow(() -> new IllegalStateException("No budget runs for " + key));
  }

  private Timer derived(RunningBudget rest, CalendarVersion version) {
    var end = rest.dueAt(version.calendar());
    return new Timer(key, purpose, end, version.version(), Optional.of(rest));
  }
}
