package dev.countersign.request.db;

/**
 * The statements of the write side, over arrays of columns. An update of many rows can only be
 * planned as a look-up key by key: sequential scans, hash and merge joins are switched off for the
 * database, and no index answers the row policies of these tables.
 */
final class WriteSql {
  static final String INSERT_VOTES =
      """
      insert into request.decision (partner_id, request_id, iteration, step_no, person_id, maker_id,
        vote, reason, payload_digest, request_version, ledger_seq, status_after, idempotency_key,
        decided_at, on_behalf_of, distinct_step, self)
      select * from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::bytea[], $10::int[], $11::int[], $12::text[], $13::text[],
        $14::timestamptz[], $15::text[], $16::int[], $17::boolean[])
      """;

  static final String INSERT_REQUESTS =
      """
      insert into request.request (partner_id, id, source, event_id, operation, subject_id, revision,
        maker_id, maker_set, amount, currency, status, reason_code, policy_id, policy_version,
        content_digest, payload_digest, traceparent, created_at, expires_at, answered_sources,
        answered_ids)
      select p, i, so, e, o, su, re, m, ms::text[], a::numeric, c, st, rc, pi, pv, cd, pd, tp, ca, ex,
        ws::text[], wi::text[]
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::uuid[],
        $15::int[], $16::bytea[], $17::bytea[], $18::text[], $19::timestamptz[], $20::timestamptz[],
        $21::text[], $22::text[])
        as x(p, i, so, e, o, su, re, m, ms, a, c, st, rc, pi, pv, cd, pd, tp, ca, ex, ws, wi)
      """;

  static final String INSERT_ITERATIONS =
      """
      insert into request.iteration (partner_id, request_id, iteration, event_type, event_time,
        maker_reason, rule_ids, facts, material, trace, route, data, tracks_required, self_approval)
      select p, r, i, et, ti, mr, ru::text[], f, m, t, ro, d, tr, sa
      from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::int[],
        $14::boolean[])
        as x(p, r, i, et, ti, mr, ru, f, m, t, ro, d, tr, sa)
      """;

  /** The same content looked at once more. */
  static final String REPEAT_ITERATIONS =
      """
      insert into request.iteration (partner_id, request_id, iteration, event_type, event_time,
        maker_reason, rule_ids, facts, material, trace, route, data, tracks_required, self_approval)
      select partner_id, request_id, $3, event_type, event_time, maker_reason, rule_ids, facts,
        material, trace, route, data, tracks_required, self_approval
      from request.iteration where partner_id = $1 and request_id = $2 and iteration = $3 - 1
      """;

  static final String UPDATE_REQUESTS =
      """
      update request.request r set status = x.s, version = x.v, closed_at = x.c
      from unnest($1::text[], $2::uuid[], $3::text[], $4::int[], $5::timestamptz[])
        as x(p, i, s, v, c)
      where r.partner_id = x.p and r.id = x.i
      """;

  /** What else a request's columns say once it has left the plain way of its first iteration. */
  static final String UPDATE_TERMS =
      """
      update request.request set status = $3, version = $4, closed_at = coalesce($5, closed_at),
        iteration = $6, operation = $7, subject_id = $8, revision = $9, maker_id = $10,
        maker_set = coalesce($11, maker_set), amount = $12, currency = $13, policy_id = $14, policy_version = $15,
        content_digest = $16, payload_digest = $17, traceparent = $18,
        expires_at = coalesce($19, expires_at), answered_sources = $20,
        answered_ids = $21, released = $22, effective_at = coalesce($23, effective_at), review_by = $24,
        reviewed = $25
      where partner_id = $1 and id = $2
      """;

  static final String INSERT_STEPS =
      """
      insert into request.step (partner_id, request_id, iteration, no, track, name, role, asked,
        quorum_kind, quorum_n, rejection_rule, reason_on_approve, reason_on_reject, timeout,
        on_timeout, escalate_to, needed, pool_size, status, started_at, due_at, approved, rejected,
        carried, credited)
      select p, r, i, n, tr, na, ro, a::text[], qk, qn, rr, ra, rj, ti, ot, et, ne, ps, st, sa, du,
        ap, re, ca, cr
      from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::int[], $11::text[], $12::boolean[], $13::boolean[],
        $14::text[], $15::text[], $16::text[], $17::int[], $18::int[], $19::text[],
        $20::timestamptz[], $21::timestamptz[], $22::int[], $23::int[], $24::boolean[], $25::int[])
        as x(p, r, i, n, tr, na, ro, a, qk, qn, rr, ra, rj, ti, ot, et, ne, ps, st, sa, du, ap, re,
          ca, cr)
      """;

  static final String UPDATE_STEPS =
      """
      update request.step t set status = x.s, escalated_role = x.er, rung = x.ru, needed = x.ne,
        pool_size = x.ps, started_at = x.sa, due_at = x.du, asked = x.a::text[], approved = x.ap,
        rejected = x.re, sla_breached = x.br, credited = t.credited + x.cr,
        matched = t.matched or x.ma
      from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::int[],
        $8::int[], $9::int[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::int[],
        $14::int[], $15::boolean[], $16::int[], $17::boolean[])
        as x(p, i, it, n, s, er, ru, ne, ps, sa, du, a, ap, re, br, cr, ma)
      where t.partner_id = x.p and t.request_id = x.i and t.iteration = x.it and t.no = x.n
      """;

  static final String INSERT_HEADS =
      """
      insert into request.ledger_head (partner_id, request_id, seq, hash)
      select * from unnest($1::text[], $2::uuid[], $3::int[], $4::bytea[])
      """;

  static final String UPDATE_HEADS =
      """
      update request.ledger_head h set seq = x.s, hash = x.h
      from unnest($1::text[], $2::uuid[], $3::int[], $4::bytea[]) as x(p, r, s, h)
      where h.partner_id = x.p and h.request_id = x.r
      """;

  static final String INSERT_LEDGER =
      """
      insert into request.ledger (partner_id, request_id, seq, prev_hash, hash, body, topic, agg_key,
        traceparent, ce_id, ce_type, ce_time, ce_subject, ce_partnerid, ce_requestid, ce_iteration,
        ce_policyversion, ce_payloaddigest, ce_seq)
      select p, r, s, ph, h, b, t, k, tp, ci, ct, ti, su, p, r, it, pv, pd, s
      from unnest($1::text[], $2::uuid[], $3::int[], $4::bytea[], $5::bytea[], $6::bytea[],
        $7::text[], $8::text[], $9::text[], $10::uuid[], $11::text[], $12::timestamptz[],
        $13::text[], $14::int[], $15::int[], $16::text[])
        as x(p, r, s, ph, h, b, t, k, tp, ci, ct, ti, su, it, pv, pd)
      """;

  static final String INSERT_OUTCOMES =
      """
      insert into request.outcome (partner_id, id, request_id, source, event_id, verdict, basis, body,
        topic, agg_key, traceparent, ce_id, ce_time, ce_subject, ce_partnerid, ce_requestid,
        ce_iteration, ce_policyversion, ce_payloaddigest, ce_seq)
      select p, i, r, so, e, v, ba, b, t, k, tp, i, ti, su, p, r, it, pv, pd, s
      from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::bytea[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::text[],
        $14::int[], $15::int[], $16::text[], $17::int[])
        as x(p, i, r, so, e, v, ba, b, t, k, tp, ti, su, it, pv, pd, s)
      """;

  private WriteSql() {}
}
