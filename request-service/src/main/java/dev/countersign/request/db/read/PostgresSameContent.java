package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.SameContent;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Looks requests up by the digest of their material fields; the one asked about comes first. */
@ApplicationScoped
class PostgresSameContent implements SameContent {

  private static final String SAME =
      """
      select r.id, r.status, r.operation, r.subject_id, r.revision, r.amount, r.currency, r.maker_id,
             r.reason_code, r.created_at, r.expires_at, r.closed_at
        from request.request q
        cross join lateral (select * from request.request s
          where s.partner_id = q.partner_id and s.id = q.id
          union
          select * from request.request s
          where s.partner_id = q.partner_id and s.payload_digest = q.payload_digest
            and s.operation = q.operation) r
       where q.partner_id = $1 and q.id = $2
       order by r.id = q.id desc, r.id desc
       limit 101
      """;

  private final TenantTransaction transaction;

  PostgresSameContent(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Optional<List<RequestSummary>>> others(Viewer viewer, UUID id) {
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .preparedQuery(SAME)
                .execute(Tuple.of(viewer.partner(), id))
                .map(PostgresSameContent::others));
  }

  private static Optional<List<RequestSummary>> others(RowSet<Row> rows) {
    var found = RowSets.map(rows, ViewRows::summary);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(List.copyOf(found.subList(1, found.size())));
  }
}
