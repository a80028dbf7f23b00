package dev.countersign.escalation.db;

import static dev.countersign.escalation.db.Columns.column;

import dev.countersign.escalation.core.EventOrigin;
import dev.countersign.escalation.core.Timer;
import dev.countersign.escalation.core.TimerChange;
import dev.countersign.escalation.core.Withdrawal.Nothing;
import dev.countersign.escalation.core.Withdrawal.Rungs;
import dev.countersign.escalation.core.Withdrawal.WholeRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch of changes in two statements. First the events and what the new ones among them
 * arm; then everything is withdrawn that any event taken so far ends. An event that comes late
 * finds the one that ended it, so nothing comes back.
 */
final class ChangedRows {

  private static final String ARM =
      """
      with event as (
        select * from unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::text[],
            $6::text[], $7::int[], $8::int[], $9::int[], $10::int[], $11::text[],
            $12::timestamptz[], $13::int[])
          as e(partner_id, request_id, iteration, seq, source, event_id, ends_step, ends_rung,
            step, rung, purpose, due_at, calendar_version)),
      fresh as (
        insert into escalation.inbox
          (partner_id, source, event_id, request_id, iteration, seq, ends_step, ends_rung)
        select partner_id, source, event_id, request_id, iteration, seq, ends_step, ends_rung
        from event order by partner_id, source, event_id
        on conflict do nothing
        returning partner_id, source, event_id)
      insert into escalation.timer (partner_id, request_id, iteration, step, rung, purpose, due_at,
        calendar_version, armed_seq, next_send_at)
      select partner_id, request_id, iteration, step, rung, purpose, due_at,
        calendar_version, seq, due_at
      from event join fresh using (partner_id, source, event_id)
      where step is not null
      order by partner_id, request_id, iteration, step, rung
      on conflict do nothing
      """;

  private static final String WITHDRAW =
      """
      update escalation.timer t
      set state = 'WITHDRAWN', next_send_at = null, withdrawn_at = now()
      from (select distinct p, r from unnest($1::text[], $2::uuid[]) as x(p, r)) as touched
      join escalation.inbox ending on ending.partner_id = touched.p
        and ending.request_id = touched.r and ending.ends_step is not null
      where t.partner_id = ending.partner_id and t.request_id = ending.request_id
        and t.state in ('ARMED', 'SENT') and t.armed_seq < ending.seq
        and (ending.ends_step = 0
          or (t.iteration = ending.iteration and t.step = ending.ends_step
            and t.rung <= ending.ends_rung))
      """;

  private ChangedRows() {}

  static Uni<Void> write(SqlConnection connection, List<TimerChange> changes) {
    if (changes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var all = Columns.concat(causes(changes), Columns.concat(endings(changes), armed(changes)));
    var touched = new Object[] {all[0], all[1]};
    return connection
        .preparedQuery(ARM)
        .execute(Tuple.from(all))
        .flatMap(_ -> connection.preparedQuery(WITHDRAW).execute(Tuple.from(touched)))
        .replaceWithVoid();
  }

  private static Object[] causes(List<TimerChange> changes) {
    var causes = changes.stream().map(TimerChange::cause).toList();
    return new Object[] {
      column(causes, String[]::new, cause -> cause.partner().value()),
      column(causes, UUID[]::new, cause -> cause.request().value()),
      column(causes, Integer[]::new, EventOrigin::iteration),
      column(causes, Long[]::new, EventOrigin::seq),
      column(causes, String[]::new, cause -> cause.event().source()),
      column(causes, String[]::new, cause -> cause.event().id())
    };
  }

  private static Object[] endings(List<TimerChange> changes) {
    return new Object[] {
      column(changes, Integer[]::new, ChangedRows::endedStep),
      column(changes, Integer[]::new, ChangedRows::endedRung)
    };
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
    return new Object[] {
      column(changes, Integer[]::new, armed(timer -> timer.key().step())),
      column(changes, Integer[]::new, armed(timer -> timer.key().rung())),
      column(changes, String[]::new, armed(timer -> timer.purpose().name())),
      column(changes, OffsetDateTime[]::new, armed(timer -> Columns.time(timer.dueAt()))),
      column(changes, Integer[]::new, armed(Timer::calendarVersion))
    };
  }

  private static <C> Function<TimerChange, @Nullable C> armed(Function<Timer, C> value) {
    return change -> change.armed().map(value).orElse(null);
  }
}
