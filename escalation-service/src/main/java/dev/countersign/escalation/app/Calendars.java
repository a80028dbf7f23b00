package dev.countersign.escalation.app;

import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.CalendarName;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The calendars as rows; a version that was saved never changes. */
public interface Calendars {

  /** The newest version of each of a partner's calendars, by name. */
  Uni<List<StoredCalendar>> of(PartnerId partner);

  Uni<Optional<StoredCalendar>> find(CalendarName name);

  /** The versions of a calendar, the newest first, at most 200. */
  Uni<List<StoredCalendar>> versions(CalendarName name);

  /** Holds the name until the transaction of this ends; tells the version it stands at. */
  Uni<Optional<StoredCalendar>> lock(CalendarName name);

  /**
   * Writes the version after {@code before} and moves every timer that runs in the calendar and is
   * not due yet, in one transaction. Empty if somebody else has just created the calendar, or if
   * the partner has no room for another one.
   */
  Uni<Optional<StoredCalendar>> write(Next next);

  /** What becomes of a calendar. */
  record Next(
      CalendarName name, Optional<StoredCalendar> before, BusinessCalendar calendar, String by) {}

  /**
   * Has the newest versions handed out that nobody was told of, by one instance at a time, and
   * notes that they were. Tells how many.
   */
  Uni<Integer> publish(Function<List<StoredCalendar>, Uni<Void>> work);
}
