package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.read.Dashboard;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What waits is found as {@link InboxSql} finds it, so that it costs what waits and not what ever
 * was; what ended, through the summary of a span of time. No index is kept for the dashboard alone:
 * one that names a status would be written by every decision.
 */
@ApplicationScoped
class PostgresDashboard implements Dashboard {
  private static final int MOST_TROUBLES = 20;

  private static final String OPEN =
      """
      with open as (
        select r.id, r.operation, r.subject_id, r.created_at, r.expires_at, s.no, s.name,
               coalesce(s.escalated_role, s.role) as asked, s.started_at, s.due_at,
               s.status = 'BLOCKED' as blocked,
               s.sla_breached or coalesce(s.due_at <= clock_timestamp(), false) as overdue,
               r.expires_at < clock_timestamp() + interval '1 day' as expiring
          from (
            select * from request.step where partner_id = $1 and is_open and is_plain
            union all
            select s.*
              from (select distinct request_id, iteration, no from request.open_ask where partner_id = $1) a
             cross join lateral (
               select * from request.step s
                where s.partner_id = $1 and s.request_id = a.request_id and s.iteration = a.iteration
                  and s.no = a.no and s.is_open and not s.is_plain
               offset 0) s) s
         cross join lateral (
           select * from request.request r
            where r.partner_id = $1 and r.id = s.request_id and r.iteration = s.iteration
              and r.status = 'PENDING'
           offset 0) r)
      """;

  static final String QUEUES =
      OPEN
          + """
          select grouping(operation, asked) as what, operation, asked,
                 count(distinct id) as requests,
                 count(distinct id) filter (where blocked) as blocked,
                 count(distinct id) filter (where overdue) as overdue,
                 count(distinct id) filter (where expiring) as expiring,
                 min(created_at) as oldest
            from open group by grouping sets ((operation), (asked), ())
           order by requests desc, operation, asked
          """;

  /** {@code grouping} has a bit for each column that does not tell the rows of a line apart. */
  private static final int BY_OPERATION = 1;

  private static final int BY_ASKED = 2;
  private static final int ALL = 3;

  private static final String TROUBLES =
      OPEN
          + """
          , worst as (
            select distinct on (id) id, operation, subject_id, name, asked,
                   case when blocked then 'BLOCKED' when overdue then 'OVERDUE' else 'EXPIRING' end as kind,
                   case when blocked then started_at when overdue then coalesce(due_at, started_at)
                        else expires_at end as at
              from open where blocked or overdue or expiring
             order by id, blocked desc, overdue desc, due_at, no)
          select * from worst
           order by array_position(array['BLOCKED', 'OVERDUE', 'EXPIRING'], kind), at, id limit $2
          """;

  private static final String ENDED =
      """
      select status, sum(requests)::bigint as requests, aside, max(median) as median
        from (
          select status, count(*) as requests, closed_at is null as aside,
                 extract(epoch from percentile_cont(0.5) within group (order by closed_at - created_at))::bigint
                   as median
            from request.request
           where partner_id = $1 and created_at >= clock_timestamp() - make_interval(days => $2)
             and status <> 'PENDING'
           group by status, closed_at is null
          union all
          select 'NOT_REQUIRED', count(*), false, null
            from request.inbox
           where partner_id = $1 and received_at >= clock_timestamp() - make_interval(days => $2)
             and unasked_maker is not null
          having count(*) > 0) counted
       group by status, aside
       order by requests desc, status
      """;

  private static final String REVIEWS =
      """
      select count(*) as owed, count(*) filter (where review_by <= clock_timestamp()) as overdue,
             clock_timestamp() as now
        from request.request
       where partner_id = $1 and review_by is not null and not reviewed
      """;

  private final TenantTransaction transaction;

  PostgresDashboard(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Standing> standing(Viewer viewer) {
    var partner = viewer.partner();
    return transaction.run(Set.of(partner), connection -> read(connection, partner));
  }

  private static Uni<Standing> read(SqlConnection connection, String partner) {
    return rows(connection, QUEUES, Tuple.of(partner))
        .flatMap(queues ->
            troubles(connection, partner, all(queues))
                .flatMap(troubles ->
                    rows(connection, REVIEWS, Tuple.of(partner))
                        .map(reviews -> standing(queues, troubles, reviews.getFirst()))));
  }

  /** What waits is looked through a second time only if something of it is in trouble. */
  private static Uni<List<Row>> troubles(SqlConnection connection, String partner, Queue all) {
    return all.blocked() + all.overdue() + all.expiring() == 0
        ? Uni.createFrom().item(List.of())
        : rows(connection, TROUBLES, Tuple.of(partner, MOST_TROUBLES));
  }

  @Override
  public Uni<Results> results(Viewer viewer) {
    var partner = viewer.partner();
    return transaction
        .run(Set.of(partner), connection -> rows(connection, ENDED, Tuple.of(partner, DAYS)))
        .map(found -> new Results(ended(found, true), ended(found, false)));
  }

  private static Uni<List<Row>> rows(SqlConnection connection, String sql, Tuple values) {
    return connection
        .preparedQuery(sql)
        .execute(values)
        .map(found -> RowSets.map(found, Function.identity()));
  }

  private static Standing standing(List<Row> queues, List<Row> troubles, Row reviews) {
    return new Standing(
        reviews.getOffsetDateTime("now"),
        all(queues),
        lines(queues, BY_OPERATION, "operation"),
        lines(queues, BY_ASKED, "asked"),
        troubles.stream().map(PostgresDashboard::trouble).toList(),
        new Reviews(reviews.getLong("owed"), reviews.getLong("overdue")));
  }

  private static Queue all(List<Row> queues) {
    return queues.stream()
        .filter(row -> row.getInteger("what") == ALL)
        .map(PostgresDashboard::queue)
        .findFirst()
        .orElseThrow();
  }

  private static List<Line> lines(List<Row> queues, int what, String name) {
    return queues.stream()
        .filter(row -> row.getInteger("what") == what)
        .map(row -> new Line(row.getString(name), queue(row)))
        .toList();
  }

  private static Queue queue(Row row) {
    return new Queue(
        row.getLong("requests"),
        row.getLong("blocked"),
        row.getLong("overdue"),
        row.getLong("expiring"),
        row.getOffsetDateTime("oldest"));
  }

  private static Trouble trouble(Row row) {
    return new Trouble(
        row.getUUID("id"),
        Kind.valueOf(row.getString("kind")),
        row.getString("operation"),
        row.getString("subject_id"),
        row.getString("name"),
        row.getString("asked"),
        row.getOffsetDateTime("at"));
  }

  private static List<Ended> ended(List<Row> rows, boolean aside) {
    return rows.stream()
        .filter(row -> row.getBoolean("aside") == aside)
        .map(row ->
            new Ended(row.getString("status"), row.getLong("requests"), row.getLong("median")))
        .toList();
  }
}
