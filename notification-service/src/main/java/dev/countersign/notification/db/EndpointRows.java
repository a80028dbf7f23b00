package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;
import static java.util.stream.Collectors.toMap;

import dev.countersign.notification.app.CallErrand;
import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.Endpoint;
import dev.countersign.notification.app.SealedSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads endpoints; a call whose endpoint was removed or set anew meanwhile finds none. */
final class EndpointRows {
  private static final String FIND =
      "select * from notification.webhook_endpoint where partner_id = any ($1::text[])";

  private EndpointRows() {}

  static Uni<List<CallErrand>> around(SqlConnection connection, List<Claimed> claimed) {
    return find(connection, column(claimed, String[]::new, one -> one.id().partnerId()))
        .map(endpoints -> claimed.stream().map(one -> errand(one, endpoints)).toList());
  }

  static Uni<Map<String, Endpoint>> find(SqlConnection connection, String... partners) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(partners))
        .map(rows ->
            ClaimedRows.list(rows, EndpointRows::endpoint).stream()
                .collect(toMap(Endpoint::partnerId, Function.identity())));
  }

  private static CallErrand errand(Claimed claimed, Map<String, Endpoint> endpoints) {
    var endpoint = Optional.ofNullable(endpoints.get(claimed.id().partnerId()));
    return new CallErrand(
        claimed, endpoint.filter(found -> found.id().toString().equals(claimed.recipient())));
  }

  private static Endpoint endpoint(Row row) {
    var disabledAt = Optional.ofNullable(row.getOffsetDateTime("disabled_at"));
    return new Endpoint(
        row.getString("partner_id"),
        row.getUUID("id"),
        URI.create(row.getString("url")),
        new SealedSecret(row.getBuffer("secret").getBytes()),
        row.getBoolean("accept_override"),
        row.getString("created_by"),
        row.getOffsetDateTime("updated_at").toInstant(),
        disabledAt.map(
            at -> new Endpoint.Disabled(at.toInstant(), row.getString("disabled_reason"))));
  }
}
