package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;

import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.DeliveryId;
import dev.countersign.notification.core.Channel;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Takes deliveries: whatever another instance holds is skipped, whatever is settled is gone. */
final class ClaimedRows {
  private static final String CLAIM =
      """
      with due as (
        select d.partner_id, d.id from notification.delivery d
        join unnest($1::text[], $2::uuid[]) as wanted(p, i) on d.partner_id = p and d.id = i
        where d.state = 'PENDING' and d.due_at <= now()
          and (d.claimed_until is null or d.claimed_until < now())
        for update of d skip locked)
      update notification.delivery d
      set attempts = d.attempts + 1, rung = d.rung + 1,
          claimed_until = now() + $3::bigint * interval '1 millisecond'
      from due, notification.ledger_event e
      where d.partner_id = due.partner_id and d.id = due.id
        and e.partner_id = d.partner_id and e.request_id = d.request_id and e.seq = d.seq
      returning d.partner_id, d.id, d.channel, d.recipient, d.attempts, d.rung,
        d.request_id, d.seq, e.event_id, e.kind, e.occurred_at, e.facts::text as facts
      """;

  private ClaimedRows() {}

  static Uni<List<Claimed>> claim(SqlConnection connection, List<DeliveryId> ids, Duration lease) {
    var partners = column(ids, String[]::new, DeliveryId::partnerId);
    var keys = column(ids, UUID[]::new, DeliveryId::id);
    return connection
        .preparedQuery(CLAIM)
        .execute(Tuple.of(partners, keys, lease.toMillis()))
        .map(rows -> list(rows, ClaimedRows::claimed));
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
  }

  private static Claimed claimed(Row row) {
    var partnerId = row.getString("partner_id");
    return new Claimed(
        new DeliveryId(partnerId, row.getUUID("id")),
        Channel.valueOf(row.getString("channel")),
        row.getString("recipient"),
        row.getInteger("attempts"),
        row.getInteger("rung"),
        new EventKey(partnerId, row.getUUID("request_id"), row.getLong("seq")),
        row.getUUID("event_id"),
        EventKind.valueOf(row.getString("kind")),
        row.getOffsetDateTime("occurred_at").toInstant(),
        FactsJson.read(row.getString("facts")));
  }
}
