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

  /** One scan; the exclusions stand inside, so that the limit counts what may be decided. */
  private static final String SCAN =
      """
      select s.request_id, s.iteration, s.no
        from held
       cross join lateral (
         select s.request_id, s.iteration, s.no
           from request.step s
           join request.request r on r.partner_id = s.partner_id and r.id = s.request_id
          where s.partner_id = $1 and s.%s = held.role and s.status = 'ACTIVE'
            and s.request_id > $3
            and r.status = 'PENDING' and $2 <> all (r.maker_set)
            and not exists (
              select from request.decision d
               where d.partner_id = $1 and d.request_id = s.request_id
                 and d.iteration = s.iteration and d.person_id = $2)
          order by s.request_id
          limit $4) s
      """;

  private static final String WAITING =
      """
      with held as materialized (
        select r.role
          from request.person_role r
          join request.person p on p.partner_id = r.partner_id and p.id = r.person_id
         where r.partner_id = $1 and r.person_id = $2 and p.active),
      waiting as materialized (
        select * from (%s union %s) as found order by request_id limit $4)
      """
          .formatted(SCAN.formatted("role"), SCAN.formatted("escalated_role"));

  private static final String COUNT = WAITING + "select count(*)::int as n from waiting";

  private static final String PAGE =
      WAITING
          + """
          select r.id, r.operation, r.subject_id, r.amount, r.currency, r.maker_id, r.created_at,
                 r.expires_at, i.maker_reason, s.no, s.name, s.role, s.escalated_role, s.needed,
                 s.started_at, s.due_at, m.name as maker_name,
                 (select count(*)::int from request.decision d
                   where d.partner_id = $1 and d.request_id = s.request_id
                     and d.iteration = s.iteration and d.step_no = s.no and d.vote = 'APPROVE') as approved,
                 coalesce((select held.role from held where held.role = s.role), s.escalated_role) as as_role
            from waiting w
            join request.step s on s.partner_id = $1 and s.request_id = w.request_id
                 and s.iteration = w.iteration and s.no = w.no
            join request.request r on r.partner_id = $1 and r.id = w.request_id
            join request.iteration i on i.partner_id = $1 and i.request_id = w.request_id
                 and i.iteration = w.iteration
            left join request.person m on m.partner_id = $1 and m.id = r.maker_id
           order by w.request_id
          """;

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
                .preparedQuery(PAGE)
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
                .preparedQuery(COUNT)
                .execute(values)
                .map(rows -> rows.iterator().next().getInteger("n")));
  }

  private static InboxItem item(Row row) {
    return new InboxItem(
        row.getUUID("id"),
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
