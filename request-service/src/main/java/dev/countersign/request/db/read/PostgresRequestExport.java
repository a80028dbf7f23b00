package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import dev.countersign.request.read.RequestExport;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each page is two short queries by key, so an export of any length holds one page in memory. */
@ApplicationScoped
class PostgresRequestExport implements RequestExport {

  private static final String PAGE =
      """
      select r.id, r.status, r.operation, r.subject_id, r.revision, r.amount, r.currency, r.maker_id,
             r.reason_code, r.created_at, r.expires_at, r.closed_at, r.iteration, r.policy_id,
             r.policy_version, encode(r.payload_digest, 'hex') as payload_digest,
             (select n.number from request.issued_number n
               where n.partner_id = r.partner_id and n.document_type = 'APPROVAL_REQUEST'
                 and n.key = r.id::text limit 1) as number,
             (select i.maker_reason from request.iteration i
               where i.partner_id = r.partner_id and i.request_id = r.id
                 and i.iteration = r.iteration) as maker_reason,
             (select o.basis from request.outcome o
               where o.partner_id = r.partner_id and o.request_id = r.id
                 and o.verdict <> 'QUARANTINED' limit 1) as basis
        from request.request r
       where r.partner_id = $1 and r.id > $2
      """;

  private static final String OLDEST_FIRST = " order by r.id limit $3";

  private static final String DECISIONS =
      """
      select d.request_id, d.iteration, d.step_no, s.name as step_name, d.person_id, d.on_behalf_of,
             d.vote, d.reason, d.decided_at, d.ledger_seq, encode(l.hash, 'hex') as hash,
             coalesce((convert_from(l.body, 'UTF8')::json ->> 'bulk')::boolean, false) as bulk
        from request.decision d
        join request.step s on s.partner_id = d.partner_id and s.request_id = d.request_id
             and s.iteration = d.iteration and s.no = d.step_no
        join request.ledger l on l.partner_id = d.partner_id and l.request_id = d.request_id
             and l.seq = d.ledger_seq
       where d.partner_id = $1 and d.request_id = any ($2)
       order by d.request_id, d.ledger_seq
      """;

  private static final String ZONE = "select p.zone from request.partner p where p.partner_id = $1";

  private static final String NOTE =
      """
      insert into request.export_taken (partner_id, id, at, person_id, format, query)
      values ($1, $2, clock_timestamp(), $3, $4, $5)
      """;

  private static final String TAKEN =
      """
      select e.id, e.at, e.person_id, e.format, e.query from request.export_taken e
       where e.partner_id = $1 order by e.at desc limit $2
      """;

  private final TenantTransaction transaction;

  PostgresRequestExport(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<Exported>> page(Viewer viewer, List<Filter> filters, UUID after, int limit) {
    var where = Filters.sql(filters, RequestViews.FILTERS, 4);
    var values = Tuple.of(viewer.partner(), after, limit);
    where.parameters().forEach(values::addValue);
    return run(
        viewer,
        connection ->
            connection
                .preparedQuery(PAGE + where.text() + OLDEST_FIRST)
                .execute(values)
                .flatMap(rows -> withDecisions(connection, viewer, RowSets.map(rows, it -> it))));
  }

  private static Uni<List<Exported>> withDecisions(
      SqlConnection connection, Viewer viewer, List<Row> requests) {
    var ids = requests.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    return connection
        .preparedQuery(DECISIONS)
        .execute(Tuple.of(viewer.partner(), ids))
        .map(rows ->
            RowSets.map(rows, it -> it).stream()
                .collect(Collectors.groupingBy(row -> row.getUUID("request_id"))))
        .map(votes -> requests.stream().map(request -> exported(request, votes)).toList());
  }

  private static Exported exported(Row row, Map<UUID, List<Row>> votes) {
    var policy = row.getUUID("policy_id");
    return new Exported(
        ViewRows.summary(row),
        row.getString("number"),
        row.getString("maker_reason"),
        row.getInteger("iteration"),
        policy == null ? null : policy.toString(),
        row.getInteger("policy_version"),
        row.getString("payload_digest"),
        row.getString("basis"),
        votes.getOrDefault(row.getUUID("id"), List.of()).stream()
            .map(PostgresRequestExport::decided)
            .toList());
  }

  private static Decided decided(Row row) {
    return new Decided(
        row.getInteger("iteration"),
        row.getInteger("step_no"),
        row.getString("step_name"),
        row.getString("person_id"),
        row.getString("on_behalf_of"),
        row.getString("vote"),
        row.getString("reason"),
        row.getBoolean("bulk"),
        row.getOffsetDateTime("decided_at"),
        row.getInteger("ledger_seq"),
        row.getString("hash"));
  }

  @Override
  public Uni<ZoneId> zone(Viewer viewer) {
    return run(
        viewer,
        connection ->
            connection
                .preparedQuery(ZONE)
                .execute(Tuple.of(viewer.partner()))
                .map(rows ->
                    RowSets.first(rows, row -> ZoneId.of(row.getString("zone")))
                        .orElse(ZoneOffset.UTC)));
  }

  @Override
  public Uni<Void> note(Viewer viewer, String format, String query) {
    var values = Tuple.of(viewer.partner(), UUID.randomUUID(), viewer.person(), format, query);
    return run(
        viewer, connection -> connection.preparedQuery(NOTE).execute(values).replaceWithVoid());
  }

  @Override
  public Uni<List<Taken>> taken(Viewer viewer, int limit) {
    return run(
        viewer,
        connection ->
            connection
                .preparedQuery(TAKEN)
                .execute(Tuple.of(viewer.partner(), limit))
                .map(rows -> RowSets.map(rows, PostgresRequestExport::taken)));
  }

  private static Taken taken(Row row) {
    return new Taken(
        row.getUUID("id"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("person_id"),
        row.getString("format"),
        row.getString("query"));
  }

  private <T> Uni<T> run(Viewer viewer, Function<SqlConnection, Uni<T>> work) {
    return transaction.run(Set.of(viewer.partner()), work);
  }
}
