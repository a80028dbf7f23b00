package dev.countersign.escalation.app;

import dev.countersign.escalation.core.calendar.CalendarName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Shows a person the calendars of their partner. */
@ApplicationScoped
public class ShowCalendars {

  private final Calendars calendars;

  ShowCalendars(Calendars calendars) {
    this.calendars = calendars;
  }

  public Uni<List<StoredCalendar>> all(Actor.Human actor) {
    return calendars.of(actor.partner());
  }

  public Uni<Optional<StoredCalendar>> one(Actor.Human actor, String name) {
    return calendars.find(new CalendarName(actor.partner(), name));
  }

  public Uni<List<StoredCalendar>> versions(Actor.Human actor, String name) {
    return calendars.versions(new CalendarName(actor.partner(), name));
  }
}
