package dev.countersign.escalation.core;

import dev.countersign.escalation.core.calendar.CalendarName;
import dev.countersign.escalation.core.calendar.CalendarVersion;
import java.util.Optional;

/** What an event changes: at most one timer more, and some timers less. */
public record TimerChange(EventOrigin cause, Optional<Timer> armed, Withdrawal withdrawn) {

  /** The calendar that only its keeper can look into, if what is armed runs in one. */
  public Optional<CalendarName> calendar() {
    return armed
        .flatMap(Timer::budget)
        .map(budget -> new CalendarName(cause.partner(), budget.calendar()));
  }

  /** The same with its due time worked out. */
  public TimerChange dueBy(CalendarVersion version) {
    return new TimerChange(cause, armed.map(timer -> timer.dueBy(version)), withdrawn);
  }
}
