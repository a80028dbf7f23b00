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

  /**
   * One scan; the exclusions stand inside, so that the limit counts what may be decided. "offset 0"
   * keeps each look-up a look-up by its whole key: before the first ANALYZE after a burst, the
   * planner would else join by the partner alone, and one page would read everything pending.
   */
  private static final String SCAN =
      """
      select s.*, held.role as as_role
        from held
       cross join lateral (
         select s.request_id, s.iteration, s.no, s.name, s.needed, s.started_at, s.due_at, r.*
           from request.step s
          cross join lateral (
            select r.operation, r.subject_id, r.amount, r.currency, r.maker_id, r.created_at,
                   r.expires_at
              from request.request r
             where r.partner_id = $1 and r.id = s.request_id
               and r.closed_at is null and $2 <> all (r.maker_set)
            offset 0) r
          where s.partner_id = $1 and s.%s = held.role and s.is_open%s
            and s.request_id > $3
            and not exists (
              select from request.decision d
               where d.partner_id = $1 and d.request_id = s.request_id
                 and d.iteration = s.iteration and d.person_id = $2
                 and d.distinct_step in (0, s.no)
              offset 0)
          order by s.request_id
          limit $4) s
       where %s held.is_name
      """;

  /**
   * A step is found by a role, a person or a group that it asks; a person speaks for themselves and
   * for those who lent them their right (F-141), unless they are on leave (F-135).
   */
  private static final String WAITING =
      """
      with voice as (
        select $2::text as id
        union all
        select d.from_id
          from request.delegation d
         where d.partner_id = $1 and d.to_id = $2 and d.revoked_at is null
           and d.from_at <= now() and now() < d.until_at),
      held as materialized (
        select distinct asked.role, asked.is_name
          from voice
         cross join lateral (
           select p.id, p.groups
             from request.person p
            where p.partner_id = $1 and p.id = voice.id
              and p.active and p.service_account_of is null
              and not exists (
                select from request.person_leave l
                 where l.partner_id = $1 and l.person_id = p.id
                   and l.from_at <= now() and now() < l.until_at
                offset 0)
           offset 0) p
         cross join lateral (
           select r.role, false from request.person_role r
            where r.partner_id = $1 and r.person_id = p.id
           union all
           select 'user:' || p.id, true
           union all
           select 'group:' || g, true from unnest(p.groups) g) asked(role, is_name)
         where $2 = voice.id or exists (
           select from request.person me
            where me.partner_id = $1 and me.id = $2 and me.active
           offset 0)),
      waiting as materialized (
        select distinct on (request_id) *
          from (%s union all %s union all %s) as found
         order by request_id, as_role
         limit $4)
      """
          .formatted(
              SCAN.formatted("role", "", "not"),
              SCAN.formatted("escalated_role", "", "not"),
              SCAN.formatted("role", " and s.is_named", ""));

  static final String COUNT = WAITING + "select count(*)::int as n from waiting";

  static final String PAGE =
      WAITING
          + """
          select w.*,
                 (select i.maker_reason from request.iteration i
                   where i.partner_id = $1 and i.request_id = w.request_id
                     and i.iteration = w.iteration) as maker_reason,
                 (select p.name from request.person p
                   where p.partner_id = $1 and p.id = w.maker_id) as maker_name,
                 (select count(*)::int from request.decision d
                   where d.partner_id = $1 and d.request_id = w.request_id
                     and d.iteration = w.iteration and d.step_no = w.no
                     and d.vote = 'APPROVE') as approved
            from waiting w
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
