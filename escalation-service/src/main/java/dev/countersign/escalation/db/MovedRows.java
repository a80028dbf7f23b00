package dev.countersign.escalation.db;

import static dev.countersign.escalation.db.Columns.column;

import dev.countersign.escalation.core.Timer;
import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.CalendarVersion;
import dev.countersign.escalation.core.calendar.RunningBudget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Moves the timers of a calendar to its new version, some hundreds at a time. What is due already
 * had its promise and stays; what an instance is just firing is waited for, and has fired then.
 */
final class MovedRows {

  private static final int AT_ONCE = 500;

  private static final String OPEN =
      """
      select partner_id, request_id, iteration, step, rung, purpose, due_at, calendar_version,
        calendar, unit, budget, consumed, counted_from, now() as at
      from escalation.timer
      where partner_id = $1 and calendar = $2 and state = 'ARMED' and calendar_version < $3
        and next_send_at > now()
      order by request_id, iteration, step, rung limit 500 for update
      """;

  private static final String MOVE =
      """
      update escalation.timer t
      set due_at = moved.due_at, next_send_at = moved.due_at, calendar_version = moved.version,
        consumed = moved.consumed, counted_from = moved.since
      from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::timestamptz[],
          $7::int[], $8::bigint[], $9::timestamptz[])
        as moved(partner_id, request_id, iteration, step, rung, due_at, version, consumed, since)
      where t.partner_id = moved.partner_id and t.request_id = moved.request_id
        and t.iteration = moved.iteration and t.step = moved.step and t.rung = moved.rung
      """;

  private MovedRows() {}

  static Uni<Void> move(
      SqlConnection connection, Optional<CalendarVersion> before, CalendarVersion after) {
    var name = after.name();
    return connection
        .preparedQuery(OPEN)
        .execute(Tuple.of(name.partner().value(), name.name(), after.version()))
        .map(rows -> Rows.list(rows, row -> moved(row, before, after)))
        .flatMap(timers ->
            write(connection, timers)
                .chain(() ->
                    timers.size() < AT_ONCE
                        ? Uni.createFrom().voidItem()
                        : move(connection, before, after)));
  }

  private static Timer moved(Row row, Optional<CalendarVersion> before, CalendarVersion after) {
    var timer = Rows.timer(row, Rows.budget(row));
    Optional<BusinessCalendar> soFar =
        before.filter(it -> it.version() == timer.calendarVersion()).map(CalendarVersion::calendar);
    return timer.movedTo(after, soFar, row.getOffsetDateTime("at").toInstant());
  }

  private static Uni<Void> write(SqlConnection connection, List<Timer> timers) {
    if (timers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var moved =
        Columns.concat(
            Columns.keys(timers.stream().map(Timer::key).toList()),
            column(timers, OffsetDateTime[]::new, it -> Columns.time(it.dueAt())),
            column(timers, Integer[]::new, Timer::calendarVersion),
            column(timers, Long[]::new, it -> budget(it).consumed().amount()),
            column(timers, OffsetDateTime[]::new, it -> Columns.time(budget(it).since())));
    return connection.preparedQuery(MOVE).execute(Tuple.from(moved)).replaceWithVoid();
  }

  private static RunningBudget budget(Timer timer) {
    return timer.budget().orElseThrow();
  }
}
