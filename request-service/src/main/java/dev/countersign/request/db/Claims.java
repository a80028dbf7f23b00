package dev.countersign.request.db;

import dev.countersign.request.app.Dossier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Events that are taken into the inbox. Of those nobody is asked for, it is the only place that
 * keeps who made them and which policy said so (SD-15); of all others the request says it.
 */
final class Claims {
  private static final Class<String> TEXT = String.class;

  private final Rows rows =
      new Rows(
          ReadSql.CLAIM,
          TEXT,
          TEXT,
          TEXT,
          Buffer.class,
          TEXT,
          UUID.class,
          Integer.class,
          TEXT,
          TEXT,
          BigDecimal.class,
          TEXT);

  void add(Dossier event, boolean isUnasked) {
    var digest = Sql.hex(event.contentDigest().hex());
    if (isUnasked) {
      rows.add(
          event.partner(),
          event.source(),
          event.eventId(),
          digest,
          event.maker().orElse(null),
          event.policyId().orElse(null),
          event.policyVersion().orElse(null),
          event.operation().orElse(null),
          event.subjectId().orElse(null),
          event.amount().orElse(null),
          event.currency().orElse(null));
    } else {
      rows.add(
          event.partner(),
          event.source(),
          event.eventId(),
          digest,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
  }

  Future<RowSet<Row>> send(SqlConnection connection) {
    return rows.send(connection);
  }
}
