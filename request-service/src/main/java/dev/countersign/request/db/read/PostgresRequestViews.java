package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import dev.countersign.request.read.LedgerEntry;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.RequestViews;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is shown of requests, each answer from one tenant transaction. */
@ApplicationScoped
class PostgresRequestViews implements RequestViews {

  private static final String SUMMARY =
      """
      r.id, r.status, r.operation, r.subject_id, r.revision, r.amount, r.currency, r.maker_id,
      r.reason_code, r.created_at, r.expires_at, r.closed_at
      """;

  private static final String FIND =
      "select "
          + SUMMARY
          + """
          , r.version, r.iteration, r.maker_set, r.effective_at, r.review_by, r.reviewed, r.source, r.event_id, r.policy_id, r.policy_version,
            encode(r.payload_digest, 'hex') as payload_digest,
            encode(r.content_digest, 'hex') as content_digest,
            (select n.number from request.issued_number n
              where n.partner_id = r.partner_id and n.document_type = 'APPROVAL_REQUEST'
                and n.key = r.id::text limit 1) as number,
            r.released, exists (select from request.quarantined_event q
              where q.partner_id = r.partner_id and q.request_id = r.id) as kept,
            i.event_type, i.event_time, i.maker_reason, i.material, i.trace, i.data, i.route
            from request.request r
            join request.iteration i on i.partner_id = r.partner_id and i.request_id = r.id
                 and i.iteration = r.iteration
           where r.partner_id = $1 and r.id = $2
          """;

  private static final String STEPS =
      """
      select s.no, s.track, s.name, s.status, s.role, s.escalated_role, s.quorum_kind, s.quorum_n, s.needed,
             s.pool_size, s.reason_on_approve, s.reason_on_reject, s.started_at, s.due_at,
             s.on_timeout, s.escalate_to
        from request.step s
       where s.partner_id = $1 and s.request_id = $2 and s.iteration = $3
       order by s.no
      """;

  private static final String VOTES =
      """
      select d.step_no, d.person_id, d.on_behalf_of, d.vote, d.reason, d.decided_at,
             coalesce((convert_from(l.body, 'UTF8')::json ->> 'bulk')::boolean, false) as bulk
        from request.decision d
        join request.ledger l on l.partner_id = d.partner_id and l.request_id = d.request_id
             and l.seq = d.ledger_seq
       where d.partner_id = $1 and d.request_id = $2 and d.iteration = $3
       order by d.ledger_seq
      """;

  private static final String ATTEMPT =
      """
      select i.iteration, i.material from request.iteration i
       where i.partner_id = $1 and i.request_id = $2 and i.iteration <= $3
       order by i.iteration desc limit 1
      """;

  private static final String LIST =
      "select "
          + SUMMARY
          + """
            from request.request r
           where r.partner_id = $1
             and ($2::uuid is null or r.id < $2)
          """;

  private static final String NEWEST_FIRST = " order by r.id desc limit $3";

  private static final String OF_SUBJECT =
      "select "
          + SUMMARY
          + """
            from request.request r
           where r.partner_id = $1 and r.operation = $2 and r.subject_id = $3
           order by r.id desc
           limit 200
          """;

  private static final String LEDGER =
      """
      select l.seq, l.ce_type, l.ce_time, encode(l.prev_hash, 'hex') as prev_hash,
             encode(l.hash, 'hex') as hash, convert_from(l.body, 'UTF8') as body
        from request.ledger l
       where l.partner_id = $1 and l.request_id = $2
       order by l.seq
      """;

  private static final String NAMES =
      "select p.id, p.name from request.person p where p.partner_id = $1 and p.id = any ($2)";

  private static final String ROLES =
      """
      select r.role
        from request.person_role r
        join request.person p on p.partner_id = r.partner_id and p.id = r.person_id
       where r.partner_id = $1 and r.person_id = $2 and p.active
      """;

  private final TenantTransaction transaction;

  PostgresRequestViews(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Optional<RequestView>> find(Viewer viewer, UUID id) {
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .preparedQuery(FIND)
                .execute(Tuple.of(viewer.partner(), id))
                .flatMap(rows -> withSteps(connection, viewer, RowSets.first(rows, row -> row))));
  }

  private static Uni<Optional<RequestView>> withSteps(
      SqlConnection connection, Viewer viewer, Optional<Row> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var row = found.orElseThrow();
    var key = Tuple.of(viewer.partner(), row.getUUID("id"), row.getInteger("iteration"));
    return connection
        .preparedQuery(VOTES)
        .execute(key)
        .flatMap(votes ->
            connection
                .preparedQuery(STEPS)
                .execute(key)
                .map(steps -> Optional.of(ViewRows.view(row, steps, votes))));
  }

  @Override
  public Uni<Optional<RequestView.Attempt>> attempt(Viewer viewer, UUID id, int upTo) {
    return query(viewer, ATTEMPT, Tuple.of(viewer.partner(), id, upTo))
        .map(rows -> RowSets.first(rows, ViewRows::attempt));
  }

  @Override
  public Uni<List<RequestSummary>> list(
      Viewer viewer, List<Filter> filters, @Nullable UUID before, int limit) {
    var where = Filters.sql(filters, FILTERS, 4);
    var values = Tuple.of(viewer.partner(), before, limit);
    where.parameters().forEach(values::addValue);
    return query(viewer, LIST + where.text() + NEWEST_FIRST, values)
        .map(rows -> RowSets.map(rows, ViewRows::summary));
  }

  @Override
  public Uni<List<RequestSummary>> ofSubject(Viewer viewer, String operation, String subjectId) {
    return query(viewer, OF_SUBJECT, Tuple.of(viewer.partner(), operation, subjectId))
        .map(rows -> RowSets.map(rows, ViewRows::summary));
  }

  @Override
  public Uni<List<LedgerEntry>> ledger(Viewer viewer, UUID id) {
    return query(viewer, LEDGER, Tuple.of(viewer.partner(), id))
        .map(rows -> RowSets.map(rows, ViewRows::ledgerEntry));
  }

  @Override
  public Uni<Map<String, String>> names(Viewer viewer, Set<String> people) {
    return query(viewer, NAMES, Tuple.of(viewer.partner(), people.toArray(String[]::new)))
        .map(rows ->
            RowSets.map(rows, row -> row).stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        row -> row.getString("id"), row -> row.getString("name"))));
  }

  @Override
  public Uni<Set<String>> rolesOf(Viewer viewer) {
    return query(viewer, ROLES, Tuple.of(viewer.partner(), viewer.person()))
        .map(rows -> new HashSet<>(RowSets.map(rows, row -> row.getString("role"))));
  }

  private Uni<RowSet<Row>> query(Viewer viewer, String sql, Tuple values) {
    return transaction.run(
        Set.of(viewer.partner()), connection -> connection.preparedQuery(sql).execute(values));
  }
}
