package dev.countersign.escalation.app;

import dev.countersign.escalation.app.Calendars.Next;
import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.CalendarName;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Saves a calendar as its next version. What it says already is saved and makes no version. */
@ApplicationScoped
public class SaveCalendar {

  private final Calendars calendars;
  private final TenantTransaction transaction;

  SaveCalendar(Calendars calendars, TenantTransaction transaction) {
    this.calendars = calendars;
    this.transaction = transaction;
  }

  /**
   * What shall be saved.
   *
   * @param seen the version that its editor has seen, if any
   */
  public record Wish(String name, BusinessCalendar calendar, Optional<Integer> seen) {}

  /** What came of it. */
  public sealed interface Answer {
    record Created(StoredCalendar calendar) implements Answer {}

    record Saved(StoredCalendar calendar) implements Answer {}

    /** There is one, and the editor has not said to have seen it. */
    record NotSeen() implements Answer {}

    /** There is another version than the one that was seen. */
    record Stale() implements Answer {}

    record TooMany() implements Answer {}
  }

  public Uni<Answer> save(Actor.Human actor, Wish wish) {
    var name = new CalendarName(actor.partner(), wish.name());
    var partners = Set.of(actor.partner().value());
    return transaction.run(
        partners,
        connection ->
            TenantTransaction.within(
                partners,
                connection,
                () -> calendars.lock(name).flatMap(before -> save(actor, wish, name, before))));
  }

  private Uni<Answer> save(
      Actor.Human actor, Wish wish, CalendarName name, Optional<StoredCalendar> before) {
    var version = before.map(it -> it.version().version());
    if (!wish.seen().equals(version)) {
      return Uni.createFrom()
          .item(wish.seen().isEmpty() ? new Answer.NotSeen() : new Answer.Stale());
    }
    if (before.map(it -> it.version().calendar().equals(wish.calendar())).orElse(false)) {
      return Uni.createFrom().item(new Answer.Saved(before.get()));
    }
    return calendars
        .write(new Next(name, before, wish.calendar(), actor.person()))
        .map(saved ->
            saved
                .<Answer>map(it -> before.isEmpty() ? new Answer.Created(it) : new Answer.Saved(it))
                .orElseGet(Answer.TooMany::new));
  }
}
