package dev.countersign.escalation.db;

import static dev.countersign.escalation.db.Columns.column;

import dev.countersign.escalation.core.Timer;
import dev.countersign.escalation.core.TimerChange;
import dev.countersign.escalation.core.Withdrawal.Nothing;
import dev.countersign.escalation.core.Withdrawal.Rungs;
import dev.countersign.escalation.core.Withdrawal.WholeRequest;
import dev.countersign.escalation.core.calendar.RunningBudget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch of changes in three statements: what ends timers is noted, timers are armed, and
 * then everything is withdrawn that any event taken so far ends. An event that comes late finds the
 * one that ended it, and one that comes again finds its timer, so nothing comes back.
 */
final class ChangedRows {

  private static final String END =
      """
      insert into escalation.ending (partner_id, request_id, seq, iteration, step, rung)
      select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::int[], $6::int[])
        as e(partner_id, request_id, seq, iteration, step, rung)
      order by partner_id, request_id, seq
      on conflict do nothing
      """;

  private static final String ARM =
      """
      insert into escalation.timer (partner_id, request_id, armed_seq, iteration, step, rung,
        purpose, due_at, calendar_version, next_send_at, calendar, unit, budget, consumed,
        counted_from)
      select partner_id, request_id, seq, iteration, step, rung, purpose, due_at, calendar_version,
        due_at, calendar, unit, budget, consumed, counted_from
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::int[], $6::int[],
          $7::text[], $8::timestamptz[], $9::int[], $10::text[], $11::text[], $12::bigint[],
          $13::bigint[], $14::timestamptz[])
        as e(partner_id, request_id, seq, iteration, step, rung, purpose, due_at, calendar_version,
          calendar, unit, budget, consumed, counted_from)
      order by partner_id, request_id, iteration, step, rung
      on conflict do nothing
      """;

  private static final String WITHDRAW =
      """
      update escalation.timer t
      set state = 'WITHDRAWN', next_send_at = null, withdrawn_at = now()
      from (select distinct p, r from unnest($1::text[], $2::uuid[]) as x(p, r)) as touched
      join escalation.ending on ending.partner_id = touched.p and ending.request_id = touched.r
      where t.partner_id = ending.partner_id and t.request_id = ending.request_id
        and t.state in ('ARMED', 'SENT') and t.armed_seq < ending.seq
        and (ending.step = 0
          or (t.iteration = ending.iteration and t.step = ending.step and t.rung <= ending.rung))
      """;

  private ChangedRows() {}

  static Uni<Void> write(SqlConnection connection, List<TimerChange> changes) {
    var endings = changes.stream().filter(change -> !(change.withdrawn() instanceof Nothing));
    var arming = changes.stream().filter(change -> change.armed().isPresent());
    return send(connection, END, endings.toList(), ChangedRows::endings)
        .chain(() -> send(connection, ARM, arming.toList(), ChangedRows::armed))
        .chain(() -> send(connection, WITHDRAW, changes, ChangedRows::requests));
  }

  private static Uni<Void> send(
      SqlConnection connection,
      String sql,
      List<TimerChange> changes,
      Function<List<TimerChange>, Object[]> columns) {
    return changes.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(sql)
            .execute(Tuple.from(columns.apply(changes)))
            .replaceWithVoid();
  }

  private static Object[] requests(List<TimerChange> changes) {
    return new Object[] {
      column(changes, String[]::new, change -> change.cause().partner().value()),
      column(changes, UUID[]::new, change -> change.cause().request().value())
    };
  }

  private static Object[] causes(List<TimerChange> changes) {
    var moments =
        new Object[] {
          column(changes, Long[]::new, change -> change.cause().seq()),
          column(changes, Integer[]::new, change -> change.cause().iteration())
        };
    return Columns.concat(requests(changes), moments);
  }

  private static Object[] endings(List<TimerChange> changes) {
    var ended =
        new Object[] {
          column(changes, Integer[]::new, ChangedRows::endedStep),
          column(changes, Integer[]::new, ChangedRows::endedRung)
        };
    return Columns.concat(causes(changes), ended);
  }

  private static @Nullable Integer endedStep(TimerChange change) {
    return switch (change.withdrawn()) {
      case Nothing _ -> null;
      case WholeRequest _ -> 0;
      case Rungs(var step, _) -> step;
    };
  }

  private static @Nullable Integer endedRung(TimerChange change) {
    return switch (change.withdrawn()) {
      case Nothing _ -> null;
      case WholeRequest _ -> Integer.MAX_VALUE;
      case Rungs(_, var upTo) -> upTo;
    };
  }

  private static Object[] armed(List<TimerChange> changes) {
    var timers = changes.stream().flatMap(change -> change.armed().stream()).toList();
    var armed =
        new Object[] {
          column(timers, Integer[]::new, timer -> timer.key().step()),
          column(timers, Integer[]::new, timer -> timer.key().rung()),
          column(timers, String[]::new, timer -> timer.purpose().name()),
          column(timers, OffsetDateTime[]::new, timer -> Columns.time(timer.dueAt())),
          column(timers, Integer[]::new, Timer::calendarVersion),
          column(timers, String[]::new, timer -> of(timer, RunningBudget::calendar)),
          column(timers, String[]::new, timer -> of(timer, it -> it.budget().unit().name())),
          column(timers, Long[]::new, timer -> of(timer, it -> it.budget().amount())),
          column(timers, Long[]::new, timer -> of(timer, it -> it.consumed().amount())),
          column(timers, OffsetDateTime[]::new, timer -> of(timer, it -> Columns.time(it.since())))
        };
    return Columns.concat(causes(changes), armed);
  }

  private static <T> @Nullable T of(Timer timer, Function<RunningBudget, T> part) {
    return timer.budget().map(part).orElse(null);
  }
}
