package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.read.Circle;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Two look-ups by index. */
@ApplicationScoped
class PostgresCircle implements Circle {

  private static final String REPORTS =
      """
      select p.id, p.name from request.person p
       where p.partner_id = $1 and p.manager_id = $2 and p.active
       order by p.id collate "C" limit $3
      """;

  private static final String LENDERS =
      """
      select distinct p.id, p.name
        from request.delegation d
        join request.person p on p.partner_id = d.partner_id and p.id = d.from_id
       where d.partner_id = $1 and d.to_id = $2 and d.revoked_at is null
         and d.from_at <= now() and now() < d.until_at
       order by p.id limit $3
      """;

  private final TenantTransaction transaction;

  PostgresCircle(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<Member>> reports(Viewer viewer, int limit) {
    return members(REPORTS, viewer, limit);
  }

  @Override
  public Uni<List<Member>> lenders(Viewer viewer, int limit) {
    return members(LENDERS, viewer, limit);
  }

  private Uni<List<Member>> members(String sql, Viewer viewer, int limit) {
    var values = Tuple.of(viewer.partner(), viewer.person(), limit);
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows ->
                    RowSets.map(
                        rows, row -> new Member(row.getString("id"), row.getString("name")))));
  }
}
