package dev.countersign.request.db.read;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.read.VelocityReport;
import dev.countersign.request.read.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts from the hands, which are few: versions that came into force, and changes of the
 * directory. Each is looked for among the answers of the window behind it, under every account of
 * its human.
 */
@ApplicationScoped
class PostgresVelocityReport implements VelocityReport {
  /** It reads a span of two large tables; it may take longer than a decision. */
  private static final String PATIENCE = "set local statement_timeout = 20000";

  private static final String PAGE =
      """
      with act as (
        select 'POLICY_AUTHORED' as hand, author as person, a.in_force_from as at, a.policy_id, a.version,
               null::text as changed
          from request.policy_activation a cross join unnest(a.authors) as author
         where a.partner_id = $1 and a.in_force_from >= $2::timestamptz - $3::interval
        union all
        select 'POLICY_ACTIVATED', a.activated_by, a.in_force_from, a.policy_id, a.version, null
          from request.policy_activation a
         where a.partner_id = $1 and a.in_force_from >= $2::timestamptz - $3::interval
        union all
        select 'POOL_CHANGED', o.changed_by, o.ce_time, null, o.version, o.person_id
          from request.directory_outbox o
         where o.partner_id = $1 and o.ce_time >= $2::timestamptz - $3::interval
        union all
        select 'POOL_CHANGED', c.changed_by, c.changed_at, null, c.version,
               'resolver:' || c.resolver || ':' || c.key
          from request.resolver_change c
         where c.partner_id = $1 and c.changed_at >= $2::timestamptz - $3::interval),
      done as (
        select act.*, array(
            select act.person
            union
            select b.id from request.person a
              join request.person b on b.partner_id = a.partner_id and (b.human_id = a.human_id
                or (b.mail_key = a.mail_key and (a.human_id is null or b.human_id is null)))
             where a.partner_id = $1 and a.id = act.person) as accounts
          from act),
      answer as (
        select 'REQUEST' as kind, r.id::text as key, r.id, r.created_at as at, r.status, r.operation,
               r.subject_id, r.amount, r.currency, r.maker_id, r.maker_set, r.policy_id, r.policy_version
          from request.request r
         where r.partner_id = $1 and r.created_at >= $2 and r.policy_id is not null
           and r.maker_id is not null
        union all
        select 'NOT_REQUIRED', i.source || ' ' || i.event_id, null, i.received_at, 'NOT_REQUIRED',
               i.operation, i.subject_id, i.amount, i.currency, i.unasked_maker,
               array[i.unasked_maker], i.policy_id, i.policy_version
          from request.inbox i
         where i.partner_id = $1 and i.received_at >= $2 and i.unasked_maker is not null
           and i.policy_id is not null),
      found as (
        select w.*, d.hand, d.person, d.at as done_at, d.changed
          from answer w join done d on w.at >= d.at and w.at < d.at + $3::interval
           and d.accounts && w.maker_set
         where case d.hand
           when 'POOL_CHANGED' then w.kind = 'REQUEST' and (exists (
             select from request.step s cross join unnest(s.asked) as a(key)
              where s.partner_id = $1 and s.request_id = w.id
                and split_part(a.key, chr(31), 1) = d.changed)
             or exists (
             select from request.step s
               join request.directory_outbox o on o.partner_id = $1 and o.person_id = d.changed
                and o.version between d.version - 1 and d.version
              where s.partner_id = $1 and s.request_id = w.id and (
                coalesce(s.escalated_role, s.role) = 'user:' || d.changed or s.role = 'user:' || d.changed
                or exists (select from json_array_elements_text(
                    convert_from(o.body, 'UTF8')::json -> 'roles') as held
                  where held in (s.role, s.escalated_role))
                or exists (select from json_array_elements_text(
                    convert_from(o.body, 'UTF8')::json -> 'groups') as held
                  where 'group:' || held in (s.role, s.escalated_role)))))
           else d.policy_id = w.policy_id and d.version = w.policy_version end)
      select f.kind, f.key, f.at, f.status, f.operation, f.subject_id, f.amount, f.currency, f.maker_id,
             f.policy_id, f.policy_version,
             json_agg(json_build_object('hand', f.hand, 'person', f.person, 'changed', f.changed,
               'at', to_char(f.done_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
               order by f.done_at, f.hand, f.person, f.changed)::text as findings
        from found f
       where $4::timestamptz is null or (f.at, f.key) < ($4, $5::text)
       group by f.kind, f.key, f.at, f.status, f.operation, f.subject_id, f.amount, f.currency,
             f.maker_id, f.policy_id, f.policy_version
       order by f.at desc, f.key desc
       limit $6
      """;

  private final TenantTransaction transaction;

  PostgresVelocityReport(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<Flagged>> page(Viewer viewer, Span span, @Nullable Place behind, int limit) {
    var values =
        Tuple.tuple()
            .addString(viewer.partner())
            .addOffsetDateTime(span.since().atOffset(ZoneOffset.UTC))
            .addValue(Interval.of(0, 0, 0, 0, 0, Math.toIntExact(span.window().toSeconds())))
            .addOffsetDateTime(behind == null ? null : behind.at())
            .addString(behind == null ? null : behind.key())
            .addInteger(limit);
    return transaction.run(
        Set.of(viewer.partner()),
        connection ->
            connection
                .query(PATIENCE)
                .execute()
                .flatMap(_ -> connection.preparedQuery(PAGE).execute(values))
                .map(rows -> RowSets.map(rows, PostgresVelocityReport::flagged)));
  }

  private static Flagged flagged(Row row) {
    var amount = row.getBigDecimal("amount");
    return new Flagged(
        Kind.valueOf(row.getString("kind")),
        row.getString("key"),
        row.getOffsetDateTime("at"),
        row.getString("status"),
        row.getString("operation"),
        row.getString("subject_id"),
        amount == null ? null : amount.toPlainString(),
        row.getString("currency"),
        row.getString("maker_id"),
        row.getUUID("policy_id").toString(),
        row.getInteger("policy_version"),
        findings(row.getString("findings")));
  }

  private static List<Finding> findings(String json) {
    var findings = new ArrayList<Finding>();
    Json.read(json.getBytes(StandardCharsets.UTF_8))
        .forEach(it ->
            findings.add(
                new Finding(
                    Hand.valueOf(it.path("hand").asText()),
                    it.path("person").asText(),
                    OffsetDateTime.parse(it.path("at").asText()),
                    it.path("changed").isNull() ? null : it.path("changed").asText())));
    return findings;
  }
}
