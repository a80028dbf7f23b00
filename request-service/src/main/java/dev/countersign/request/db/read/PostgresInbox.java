package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.InboxItem;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The inbox by partial index: one short scan per held role, over open steps only. A request's id
 * grows with time, so its order is oldest first and the cursor is the id itself.
 */
@ApplicationScoped
class PostgresInbox implements Inbox {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final TenantTransaction transaction;

  PostgresInbox(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<InboxItem>> page(Viewer viewer, @Nullable UUID after, int limit) {
    var values =
        Tuple.of(viewer.partner(), viewer.person(), after == null ? BEFORE_ALL : after, limit);
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .preparedQuery(InboxSql.PAGE)
                .execute(values)
                .map(rows -> RowSets.map(rows, PostgresInbox::item)));
  }

  @Override
  public Uni<Integer> count(Viewer viewer) {
    var values = Tuple.of(viewer.partner(), viewer.person(), BEFORE_ALL, COUNT_CAP);
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .preparedQuery(InboxSql.COUNT)
                .execute(values)
                .map(rows -> rows.iterator().next().getInteger("n")));
  }

  private static InboxItem item(Row row) {
    return new InboxItem(
        row.getUUID("request_id"),
        row.getString("operation"),
        row.getString("subject_id"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        row.getString("maker_id"),
        row.getString("maker_name"),
        row.getString("maker_reason"),
        step(row),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("expires_at"));
  }

  private static InboxItem.InboxStep step(Row row) {
    return new InboxItem.InboxStep(
        row.getInteger("no"),
        row.getString("name"),
        row.getString("as_role"),
        row.getInteger("approved"),
        row.getInteger("needed"),
        row.getOffsetDateTime("started_at"),
        row.getOffsetDateTime("due_at"));
  }
}
