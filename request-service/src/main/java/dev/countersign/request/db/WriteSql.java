package dev.countersign.request.db;

/**
 * The statements of the write side. Inserts go over arrays of columns. Updates name their row by
 * its whole key: a join with an array may be planned as a walk through all rows of the partner.
 */
final class WriteSql {
  static final String INSERT_VOTES =
      """
      insert into request.decision (partner_id, request_id, iteration, step_no, person_id, maker_id,
        vote, reason, payload_digest, request_version, ledger_seq, status_after, idempotency_key,
        decided_at)
      select * from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::bytea[], $10::int[], $11::int[], $12::text[], $13::text[],
        $14::timestamptz[])
      """;

  static final String INSERT_REQUESTS =
      """
      insert into request.request (partner_id, id, source, event_id, operation, subject_id, revision,
        maker_id, maker_set, amount, currency, status, reason_code, policy_id, policy_version,
        content_digest, payload_digest, traceparent, created_at, expires_at)
      select p, i, so, e, o, su, re, m, ms::text[], a::numeric, c, st, rc, pi, pv, cd, pd, tp, ca, ex
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::uuid[],
        $15::int[], $16::bytea[], $17::bytea[], $18::text[], $19::timestamptz[], $20::timestamptz[])
        as x(p, i, so, e, o, su, re, m, ms, a, c, st, rc, pi, pv, cd, pd, tp, ca, ex)
      """;

  static final String INSERT_ITERATIONS =
      """
      insert into request.iteration (partner_id, request_id, iteration, event_type, event_time,
        maker_reason, rule_ids, facts, material, trace, route, data)
      select p, r, i, et, ti, mr, ru::text[], f, m, t, ro, d
      from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
        as x(p, r, i, et, ti, mr, ru, f, m, t, ro, d)
      """;

  static final String UPDATE_REQUESTS =
      """
      update request.request set status = $3, version = $4, closed_at = $5
      where partner_id = $1 and id = $2
      """;

  static final String INSERT_STEPS =
      """
      insert into request.step (partner_id, request_id, iteration, no, name, role, quorum_kind,
        quorum_n, rejection_rule, reason_on_approve, reason_on_reject, timeout, on_timeout,
        escalate_to, needed, pool_size, status, started_at, due_at)
      select * from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[],
        $7::text[], $8::int[], $9::text[], $10::boolean[], $11::boolean[], $12::text[], $13::text[],
        $14::text[], $15::int[], $16::int[], $17::text[], $18::timestamptz[], $19::timestamptz[])
      """;

  static final String UPDATE_STEPS =
      """
      update request.step set status = $5, escalated_role = $6, rung = $7, needed = $8,
        pool_size = $9, started_at = $10, due_at = $11
      where partner_id = $1 and request_id = $2 and iteration = $3 and no = $4
      """;

  static final String INSERT_HEADS =
      """
      insert into request.ledger_head (partner_id, request_id, seq, hash)
      select * from unnest($1::text[], $2::uuid[], $3::int[], $4::bytea[])
      """;

  static final String UPDATE_HEADS =
      """
      update request.ledger_head set seq = $3, hash = $4 where partner_id = $1 and request_id = $2
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
