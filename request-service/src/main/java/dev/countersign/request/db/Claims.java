package dev.countersign.request.db;

import dev.countersign.request.app.Dossier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.Optional;
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
    var unasked = isUnasked ? Optional.of(event) : Optional.<Dossier>empty();
    rows.add(
        event.partner(),
        event.source(),
        event.eventId(),
        Sql.hex(event.contentDigest().hex()),
        unasked.flatMap(Dossier::maker).orElse(null),
        unasked.flatMap(Dossier::policyId).orElse(null),
        unasked.flatMap(Dossier::policyVersion).orElse(null),
        unasked.flatMap(Dossier::operation).orElse(null),
        unasked.flatMap(Dossier::subjectId).orElse(null),
        unasked.flatMap(Dossier::amount).orElse(null),
        unasked.flatMap(Dossier::currency).orElse(null));
  }

  Future<RowSet<Row>> send(SqlConnection connection) {
    return rows.send(connection);
  }
}
