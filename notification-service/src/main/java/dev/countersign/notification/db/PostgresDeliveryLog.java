package dev.countersign.notification.db;

import static java.util.stream.Collectors.groupingBy;

import dev.countersign.notification.app.DeliveryLog;
import dev.countersign.notification.app.DeliveryStatus;
import dev.countersign.notification.app.DeliveryStatus.Attempt;
import dev.countersign.notification.core.EventKind;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Pages of deliveries with their attempts: two statements a page, each on an index. */
@ApplicationScoped
class PostgresDeliveryLog implements DeliveryLog {
  private static final String PAGE =
      """
      select d.id, d.channel, d.request_id, d.seq, d.state, d.attempts, d.detail, d.created_at,
        d.due_at, d.settled_at, e.kind
      from notification.delivery d
      join notification.ledger_event e using (partner_id, request_id, seq)
      where d.partner_id = $1 and (d.created_at, d.id) < ($2, $3) and %s
      order by d.created_at desc, d.id desc limit $4
      """;

  private static final String CALLS = PAGE.formatted("d.purpose = 'ENDPOINT'");
  private static final String DEAD = PAGE.formatted("d.state = 'DEAD'");

  private static final String ATTEMPTS =
      """
      select delivery_id, no, at, result, detail from notification.attempt
      where partner_id = $1 and delivery_id = any ($2::uuid[]) order by no
      """;

  private static final OffsetDateTime END_OF_TIME =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final TenantTransaction transaction;

  PostgresDeliveryLog(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<DeliveryStatus>> calls(String partnerId, Optional<Place> after, int limit) {
    return page(CALLS, partnerId, after, limit);
  }

  @Override
  public Uni<List<DeliveryStatus>> dead(String partnerId, Optional<Place> after, int limit) {
    return page(DEAD, partnerId, after, limit);
  }

  private Uni<List<DeliveryStatus>> page(
      String sql, String partnerId, Optional<Place> after, int limit) {
    var before = after.map(place -> place.createdAt().atOffset(ZoneOffset.UTC)).orElse(END_OF_TIME);
    var id = after.map(Place::id).orElse(LAST_ID);
    return transaction.run(
        Set.of(partnerId),
        connection ->
            connection
                .preparedQuery(sql)
                .execute(Tuple.of(partnerId, before, id, limit))
                .map(rows -> ClaimedRows.list(rows, row -> row))
                .flatMap(rows -> withAttempts(connection, partnerId, rows)));
  }

  private static Uni<List<DeliveryStatus>> withAttempts(
      SqlConnection connection, String partnerId, List<Row> rows) {
    var ids = rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    return connection
        .preparedQuery(ATTEMPTS)
        .execute(Tuple.of(partnerId, ids))
        .map(found -> ClaimedRows.list(found, row -> row))
        .map(found -> found.stream().collect(groupingBy(row -> row.getUUID("delivery_id"))))
        .map(byId -> rows.stream().map(row -> status(row, byId)).toList());
  }

  private static DeliveryStatus status(Row row, Map<UUID, List<Row>> attempts) {
    var id = row.getUUID("id");
    var isPending = "PENDING".equals(row.getString("state"));
    return new DeliveryStatus(
        id,
        row.getString("channel"),
        EventKind.valueOf(row.getString("kind")).type(),
        row.getUUID("request_id"),
        row.getLong("seq"),
        row.getString("state"),
        row.getInteger("attempts"),
        Optional.ofNullable(row.getString("detail")),
        row.getOffsetDateTime("created_at").toInstant(),
        Optional.of(row.getOffsetDateTime("due_at").toInstant()).filter(_ -> isPending),
        Optional.ofNullable(row.getOffsetDateTime("settled_at")).map(OffsetDateTime::toInstant),
        attempts.getOrDefault(id, List.of()).stream().map(PostgresDeliveryLog::attempt).toList());
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.getInteger("no"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("result"),
        row.getString("detail"));
  }
}
