package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;

import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.DeliveryId;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Purpose;
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
        select d.place, e.*
        from unnest($1::text[], $2::uuid[]) as wanted(p, i)
        cross join lateral (
          select x.ctid as place, x.partner_id, x.request_id, x.seq from notification.delivery x
          where x.partner_id = wanted.p and x.id = wanted.i
            and x.state = 'PENDING' and x.due_at <= now()
            and (x.claimed_until is null or x.claimed_until < now())
          for update skip locked) d
        cross join lateral (
          select x.event_id, x.kind, x.occurred_at, x.facts from notification.ledger_event x
          where x.partner_id = d.partner_id and x.request_id = d.request_id and x.seq = d.seq
          limit 1) e)
      update notification.delivery d
      set attempts = d.attempts + 1, rung = d.rung + 1,
          claimed_until = now() + $3::bigint * interval '1 millisecond'
      from due
      where d.ctid = due.place
      returning d.partner_id, d.id, d.purpose, d.channel, d.recipient, d.attempts, d.rung,
        d.request_id, d.seq, due.event_id, due.kind, due.occurred_at, due.facts::text as facts
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
        Purpose.valueOf(row.getString("purpose")),
        new ChannelName(row.getString("channel")),
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
