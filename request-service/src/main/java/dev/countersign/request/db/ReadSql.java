package dev.countersign.request.db;

/**
 * The statements that load what a ruling needs. Columns are read by position: see RequestRows. The
 * {@code offset 0} makes the planner look up key by key, even if it believes the table to be small.
 */
final class ReadSql {
  private static final String COLUMNS =
      """
      select r.partner_id, r.id, r.source, r.event_id, r.operation, r.subject_id, r.revision,
        r.maker_id, r.amount, r.currency, r.content_digest, r.payload_digest, r.policy_id,
        r.policy_version, r.iteration, r.traceparent, r.version, r.answered_sources, r.answered_ids,
        h.seq, h.hash, clock_timestamp(),
        array(select l.body from request.ledger l
          where l.partner_id = r.partner_id and l.request_id = r.id order by l.seq)
      """;

  private static final String HEAD =
      """
      join request.ledger_head h on h.partner_id = r.partner_id and h.request_id = r.id
      """;

  /** Requests in the order in which they are given. */
  static final String LOCK =
      """
      select 1 from unnest($1::text[], $2::uuid[]) as x(partner_id, id)
      cross join lateral (select 1 from request.request q
        where q.partner_id = x.partner_id and q.id = x.id for no key update) r
      """;

  static final String LOAD =
      COLUMNS + "from request.request r\n" + HEAD + "where r.partner_id = $1 and r.id = $2";

  /** One column more: whether who asks has voted before, which few have; see EARLIER. */
  static final String LOAD_TO_DECIDE =
      COLUMNS
          + """
          , exists (select from request.decision d where d.partner_id = r.partner_id
              and d.request_id = r.id and d.person_id = x.person)
          from unnest($2::uuid[], $3::text[]) as x(id, person)
          cross join lateral (select * from request.request q
            where q.partner_id = $1 and q.id = x.id offset 0) r
          """
          + HEAD;

  static final String LOAD_OPEN =
      COLUMNS
          + """
          from unnest($1::text[], $2::text[], $3::text[]) as x(partner_id, operation, subject_id)
          cross join lateral (select * from request.request q
            where q.partner_id = x.partner_id and q.operation = x.operation
              and q.subject_id = x.subject_id
              and q.status in ('PENDING', 'QUARANTINED', 'CHANGES_REQUESTED', 'APPROVED_HELD')
            offset 0) r
          """
          + HEAD
          + "order by r.partner_id, r.id";

  static final String LOAD_RELEASED =
      COLUMNS
          + """
          from unnest($1::text[], $2::text[], $3::text[]) as x(partner_id, source, event_id)
          cross join lateral (select * from request.request q
            where q.partner_id = x.partner_id and q.source = x.source
              and q.event_id = x.event_id and q.status = 'QUARANTINED' and q.released offset 0) r
          """
          + HEAD
          + "order by r.partner_id, r.id";

  /** The person's own votes on the request, for a question that was asked before. */
  static final String EARLIER =
      """
      select d.person_id, d.on_behalf_of, d.step_no, d.vote, d.reason, d.decided_at,
        d.request_version, d.ledger_seq, d.status_after, d.idempotency_key
      from request.decision d
      where d.partner_id = $1 and d.request_id = $2 and d.person_id = $3
      order by d.ledger_seq desc
      """;

  static final String OVERRIDES =
      """
      select count(*) filter (where r.closed_at >= date_trunc('month', clock_timestamp()))::int,
        count(*) filter (where not r.reviewed and r.review_by <= clock_timestamp())::int
      from request.request r
      where r.partner_id = $1 and r.status = 'OVERRIDDEN' and r.review_by is not null
      """;

  static final String WITNESS =
      """
      select w.witness_id from request.override_witness w
      where w.partner_id = $1 and w.request_id = $2 and w.actor_id = $3
        and w.at > clock_timestamp() - interval '10 minutes'
        and w.iteration = (select r.iteration from request.request r
          where r.partner_id = $1 and r.id = $2)
      order by w.at desc limit 1
      """;

  static final String OVERRIDES_IN_TURN =
      "select pg_advisory_xact_lock(hashtextextended('override/' || $1, 0))";

  static final String CLAIM =
      """
      insert into request.inbox (partner_id, source, event_id, content_digest, unasked_maker, policy_id,
        policy_version, operation, subject_id, amount, currency)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::uuid[],
        $7::int[], $8::text[], $9::text[], $10::numeric[], $11::text[])
        as x(p, s, e, d, m, i, v, o, b, a, c)
      order by p, s, e
      on conflict do nothing
      returning partner_id, source, event_id
      """;

  static final String KNOWN =
      """
      select i.partner_id, i.source, i.event_id, i.content_digest
      from unnest($1::text[], $2::text[], $3::text[]) as x(p, s, e)
      cross join lateral (select * from request.inbox q
        where q.partner_id = x.p and q.source = x.s and q.event_id = x.e offset 0) i
      """;

  static final String NOW = "select clock_timestamp()";

  private ReadSql() {}
}
