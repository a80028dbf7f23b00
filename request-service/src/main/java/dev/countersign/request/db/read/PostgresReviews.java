package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import dev.countersign.request.read.Reviews;
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
 * What owes a review, by its index; who, why and with whom stands in the ledger and is read from
 * there. Of several makers who voted, one who approved last is named.
 */
@ApplicationScoped
class PostgresReviews implements Reviews {

  private static final String LIST =
      """
      select r.id, r.status, r.operation, r.subject_id, r.revision, r.amount, r.currency, r.maker_id,
             r.reason_code, r.created_at, r.expires_at, r.closed_at, r.review_by,
             %s as review, %s as kind,
             o.body ->> 'by' as actor, o.body ->> 'witness' as witness,
             coalesce(o.body ->> 'justification', (select d.reason from request.decision d
               where d.partner_id = r.partner_id and d.request_id = r.id and d.vote = 'APPROVE'
                 and d.person_id = o.body ->> 'by' and d.reason <> ''
               order by d.ledger_seq desc limit 1)) as justification,
             v.body ->> 'by' as reviewer, v.body ->> 'finding' as finding,
             v.body ->> 'reason' as review_reason, v.at as reviewed_at
        from request.request r
       cross join lateral (
         select said.body from request.ledger l
          cross join lateral (select convert_from(l.body, 'UTF8')::json as body) said
          where l.partner_id = r.partner_id and l.request_id = r.id
            and l.ce_type in ('approval.request_overridden', 'approval.self_approval_used')
          order by l.ce_type = 'approval.request_overridden' desc,
            (select max(d.iteration) from request.decision d
              where d.partner_id = r.partner_id and d.request_id = r.id and d.vote = 'APPROVE'
                and d.person_id = said.body ->> 'by') desc nulls last,
            l.seq desc limit 1) o
        left join lateral (
         select convert_from(l.body, 'UTF8')::json as body, l.ce_time as at from request.ledger l
          where l.partner_id = r.partner_id and l.request_id = r.id
            and l.ce_type in ('approval.override_reviewed', 'approval.self_approval_reviewed')
          limit 1) v on true
       where r.partner_id = $1 and r.review_by is not null and ($2::uuid is null or r.id < $2)
      """
          .formatted(Review.STATE, Kind.OF);

  private static final String NEWEST_FIRST = " order by r.id desc limit $3";

  private final TenantTransaction transaction;

  PostgresReviews(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<Reviewable>> list(
      Viewer viewer, List<Filter> filters, @Nullable UUID before, int limit) {
    var where = Filters.sql(filters, FILTERS, 4);
    var values = Tuple.of(viewer.partner(), before, limit);
    where.parameters().forEach(values::addValue);
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .preparedQuery(LIST + where.text() + NEWEST_FIRST)
                .execute(values)
                .map(rows -> RowSets.map(rows, PostgresReviews::reviewable)));
  }

  private static Reviewable reviewable(Row row) {
    return new Reviewable(
        ViewRows.summary(row),
        Kind.valueOf(row.getString("kind")),
        row.getString("actor"),
        row.getString("witness"),
        row.getString("justification"),
        row.getOffsetDateTime("review_by"),
        Review.valueOf(row.getString("review")),
        reviewed(row));
  }

  private static @Nullable Reviewed reviewed(Row row) {
    return row.getString("reviewer") == null
        ? null
        : new Reviewed(
            row.getString("reviewer"),
            row.getString("finding"),
            row.getString("review_reason"),
            row.getOffsetDateTime("reviewed_at"));
  }
}
