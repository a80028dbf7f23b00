package dev.countersign.request.db;

/**
 * The statements that load what a ruling needs. Columns are read by position: see RequestRows. The
 * {@code offset 0} makes the planner look up key by key, even if it believes the table to be small.
 */
final class ReadSql {
  private static final String COLUMNS =
      """
      select r.partner_id, r.id, r.source, r.event_id, r.operation, r.subject_id, r.revision,
        r.maker_id, r.maker_set, r.amount, r.currency, r.content_digest, r.payload_digest,
        r.policy_id, r.policy_version, r.iteration, r.traceparent, r.status, r.version, r.expires_at,
        h.seq, h.hash, clock_timestamp(),
        s.no, s.name, s.role, s.escalated_role, s.quorum_kind, s.quorum_n, s.needed, s.pool_size,
        s.rejection_rule, s.reason_on_approve, s.reason_on_reject, s.status, s.timeout, s.on_timeout,
        s.escalate_to, s.rung, s.started_at, s.due_at,
        d.person_id, d.vote, d.reason, d.decided_at, d.request_version, d.ledger_seq, d.status_after,
        d.idempotency_key
      """;

  private static final String JOINS =
      """
      join request.ledger_head h on h.partner_id = r.partner_id and h.request_id = r.id
      left join request.step s on s.partner_id = r.partner_id and s.request_id = r.id
        and s.iteration = r.iteration
      left join request.decision d on d.partner_id = s.partner_id and d.request_id = s.request_id
        and d.iteration = s.iteration and d.step_no = s.no
      """;

  static final String LOCK =
      """
      select 1 from request.request where partner_id = $1 and id = $2 for no key update
      """;

  static final String LOAD =
      COLUMNS
          + "from request.request r\n"
          + JOINS
          + "where r.partner_id = $1 and r.id = $2 order by s.no, d.ledger_seq";

  static final String LOAD_OPEN =
      COLUMNS
          + """
          from unnest($1::text[], $2::text[], $3::text[]) as x(partner_id, operation, subject_id)
          cross join lateral (select * from request.request q
            where q.partner_id = x.partner_id and q.operation = x.operation
              and q.subject_id = x.subject_id and q.status in ('PENDING', 'QUARANTINED') offset 0) r
          """
          + JOINS
          + "order by r.partner_id, r.id, s.no, d.ledger_seq";

  static final String PERSON =
      """
      select p.active, array(select pr.role from request.person_role pr
        where pr.partner_id = p.partner_id and pr.person_id = p.id)
      from request.person p where p.partner_id = $1 and p.id = $2
      """;

  static final String MEMBERS =
      """
      select x.partner_id, x.role, array(select pr.person_id from request.person_role pr
        where pr.partner_id = x.partner_id and pr.role = x.role and (select p.active
          from request.person p where p.partner_id = pr.partner_id and p.id = pr.person_id))
      from unnest($1::text[], $2::text[]) as x(partner_id, role)
      """;

  static final String CLAIM =
      """
      insert into request.inbox (partner_id, source, event_id, content_digest)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) as x(p, s, e, d)
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
