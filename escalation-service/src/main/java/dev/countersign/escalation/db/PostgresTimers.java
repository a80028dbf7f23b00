package dev.countersign.escalation.db;

import static java.util.stream.Collectors.toSet;

import dev.countersign.escalation.app.Claimed;
import dev.countersign.escalation.app.Fired;
import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.app.Timers;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.escalation.core.TimerChange;
import dev.countersign.escalation.core.TimerKey;
import dev.countersign.escalation.core.calendar.CalendarName;
import dev.countersign.escalation.core.calendar.CalendarVersion;
import dev.countersign.platform.storage.ConsumerOffsets;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Due keys come from the scan role; everything else runs under the partners it touches. */
@ApplicationScoped
class PostgresTimers implements Timers {

  private static final Logger LOG = Logger.getLogger(PostgresTimers.class);

  private static final String DUE =
      """
      select partner_id, request_id, iteration, step, rung from escalation.timer
      where next_send_at <= now() order by next_send_at limit $1
      """;

  private static final String UNTIL_NEXT =
      """
      select greatest(0, ceil(extract(epoch from next_send_at - clock_timestamp()) * 1000))::bigint
        as millis
      from escalation.timer where next_send_at is not null order by next_send_at limit 1
      """;

  private static final String OF_REQUEST =
      """
      select partner_id, request_id, iteration, step, rung, purpose, due_at, calendar_version,
        state, attempts, next_send_at, withdrawn_at, calendar, unit, budget, consumed, counted_from
      from escalation.timer where partner_id = $1 and request_id = $2
      order by due_at, iteration, step, rung limit 500
      """;

  private final TenantTransaction transaction;
  private final ScanPool scan;
  private final ConsumerOffsets offsets;

  PostgresTimers(TenantTransaction transaction, ScanPool scan, ConsumerOffsets offsets) {
    this.transaction = transaction;
    this.scan = scan;
    this.offsets = offsets;
  }

  @Override
  public Uni<Void> apply(Progress progress, List<TimerChange> changes) {
    var partners = changes.stream().map(change -> change.cause().partner().value());
    return transaction.run(
        partners.collect(toSet()),
        connection ->
            settled(connection, changes)
                .flatMap(settled -> ChangedRows.write(connection, settled))
                .flatMap(_ -> note(connection, progress)));
  }

  /** Nothing is looked up for those that run by the clock on the wall. */
  private static Uni<List<TimerChange>> settled(
      SqlConnection connection, List<TimerChange> changes) {
    var names = changes.stream().flatMap(it -> it.calendar().stream()).distinct().toList();
    return names.isEmpty()
        ? Uni.createFrom().item(changes)
        : CalendarRows.held(connection, names)
            .map(calendars -> changes.stream().map(it -> settled(it, calendars)).toList());
  }

  private static TimerChange settled(
      TimerChange change, Map<CalendarName, CalendarVersion> calendars) {
    var name = change.calendar();
    var version = name.map(calendars::get);
    if (name.isPresent() && version.isEmpty()) {
      LOG.warnf("A timer waits for a calendar that is not kept. calendar=%s", name.get());
    }
    return version.map(change::dueBy).orElse(change);
  }

  private Uni<Void> note(SqlConnection connection, Progress progress) {
    return offsets.store(connection, progress);
  }

  @Override
  public Uni<List<TimerKey>> due(int limit) {
    return scan.pool()
        .preparedQuery(DUE)
        .execute(Tuple.of(limit))
        .map(rows -> Rows.list(rows, Rows::key));
  }

  @Override
  public Uni<Optional<Duration>> untilNext() {
    return scan.pool()
        .preparedQuery(UNTIL_NEXT)
        .execute()
        .map(rows -> Rows.list(rows, PostgresTimers::millis).stream().findFirst());
  }

  @Override
  public Uni<Integer> fire(List<TimerKey> due, Function<List<Claimed>, Uni<List<Fired>>> work) {
    var partners = due.stream().map(key -> key.partner().value()).collect(toSet());
    return transaction.run(
        partners,
        connection ->
            FiredRows.claim(connection, due)
                .flatMap(claimed ->
                    claimed.isEmpty()
                        ? Uni.createFrom().item(0)
                        : work.apply(claimed).flatMap(fired -> record(connection, fired))));
  }

  private static Uni<Integer> record(SqlConnection connection, List<Fired> fired) {
    return FiredRows.record(connection, fired).replaceWith(fired.size());
  }

  @Override
  public Uni<List<TimerStatus>> of(PartnerId partner, RequestId request) {
    return transaction.run(
        Set.of(partner.value()),
        connection ->
            connection
                .preparedQuery(OF_REQUEST)
                .execute(Tuple.of(partner.value(), request.value()))
                .map(rows -> Rows.list(rows, PostgresTimers::status)));
  }

  private static Duration millis(Row row) {
    return Duration.ofMillis(row.getLong("millis"));
  }

  private static TimerStatus status(Row row) {
    return new TimerStatus(
        Rows.timer(row, Rows.budget(row)),
        TimerStatus.State.valueOf(row.getString("state")),
        row.getInteger("attempts"),
        Rows.instant(row, "next_send_at"),
        Rows.instant(row, "withdrawn_at"));
  }
}
