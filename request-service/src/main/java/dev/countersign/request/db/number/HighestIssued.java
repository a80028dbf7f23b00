package dev.countersign.request.db.number;

import dev.countersign.request.core.number.Sequence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.YearMonth;

/** How far the numbers that a sequence could render again have come (F-225). */
final class HighestIssued {
  private static final String HIGHEST =
      """
      select coalesce(max(substring(number from $3)::numeric), 0)::bigint as highest
      from request.issued_number where partner_id = $1 and document_type = $2 and number ~ $3
      """;

  private HighestIssued() {}

  static Uni<Long> of(
      SqlConnection connection, String partner, Sequence sequence, YearMonth month) {
    var rendered = sequence.format().stillRendered(sequence.reset(), month);
    return connection
        .preparedQuery(HIGHEST)
        .execute(Tuple.of(partner, sequence.type().code(), rendered))
        .map(rows -> rows.iterator().next().getLong("highest"));
  }
}
