package dev.countersign.escalation.db;

import static dev.countersign.escalation.db.Columns.column;

import dev.countersign.escalation.app.Claimed;
import dev.countersign.escalation.app.CommandIds;
import dev.countersign.escalation.app.Fired;
import dev.countersign.escalation.app.TimerStatus.State;
import dev.countersign.escalation.core.Firing.Note;
import dev.countersign.escalation.core.Firing.Send;
import dev.countersign.escalation.core.TimerKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims timers and records their firings; what another instance holds is skipped (H6). */
final class FiredRows {

  private static final String CLAIM =
      """
      select t.partner_id, t.request_id, t.iteration, t.step, t.rung, t.purpose, t.due_at,
        t.calendar_version, t.attempts, now() as at
      from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::int[]) as due(p, r, i, s, g)
      join escalation.timer t on t.partner_id = p and t.request_id = r and t.iteration = i
        and t.step = s and t.rung = g
      where t.next_send_at <= now()
      for update of t skip locked
      """;

  private static final String RECORD =
      """
      with fired as (
        select * from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[],
            $7::text[], $8::timestamptz[], $9::uuid[])
          as f(partner_id, request_id, iteration, step, rung, attempt, state, again_at, command_id)),
      moved as (
        update escalation.timer t
        set state = fired.state, attempts = fired.attempt, next_send_at = fired.again_at
        from fired
        where t.partner_id = fired.partner_id and t.request_id = fired.request_id
          and t.iteration = fired.iteration and t.step = fired.step and t.rung = fired.rung)
      insert into escalation.timer_firing
        (partner_id, request_id, iteration, step, rung, attempt, command_id)
      select partner_id, request_id, iteration, step, rung, attempt, command_id from fired
      """;

  private FiredRows() {}

  static Uni<List<Claimed>> claim(SqlConnection connection, List<TimerKey> due) {
    return connection
        .preparedQuery(CLAIM)
        .execute(Tuple.from(Columns.keys(due)))
        .map(rows -> Rows.list(rows, FiredRows::claimed));
  }

  static Uni<Void> record(SqlConnection connection, List<Fired> fired) {
    var keys = fired.stream().map(FiredRows::key).toList();
    var all =
        Columns.concat(
            Columns.keys(keys),
            column(fired, Integer[]::new, one -> one.claimed().attempt()),
            column(fired, String[]::new, one -> stateAfter(one).name()),
            column(fired, OffsetDateTime[]::new, FiredRows::againAt),
            column(fired, UUID[]::new, FiredRows::commandId));
    return connection.preparedQuery(RECORD).execute(Tuple.from(all)).replaceWithVoid();
  }

  private static Claimed claimed(Row row) {
    var now = row.getOffsetDateTime("at").toInstant();
    return new Claimed(Rows.timer(row, Optional.empty()), row.getInteger("attempts") + 1, now);
  }

  private static TimerKey key(Fired fired) {
    return fired.claimed().timer().key();
  }

  private static State stateAfter(Fired fired) {
    return switch (fired.firing()) {
      case Send _ -> State.SENT;
      case Note _ -> State.NOTED;
    };
  }

  private static @Nullable OffsetDateTime againAt(Fired fired) {
    return switch (fired.firing()) {
      case Send(_, var againAt) -> Columns.time(againAt);
      case Note _ -> null;
    };
  }

  private static @Nullable UUID commandId(Fired fired) {
    return switch (fired.firing()) {
      case Send _ -> CommandIds.of(key(fired));
      case Note _ -> null;
    };
  }
}
