package dev.countersign.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must be true of the database whatever happened, asked in SQL and without a line of the
 * product's code. Every query counts violations.
 */
final class LedgerOracle {
  private static final Map<String, String> VIOLATIONS =
      Map.of(
          "V7 an entry's hash is not that of its content",
              """
              select count(*) from request.ledger
              where hash <> sha256(prev_hash || int4send(seq) || body)
              """,
          "V7 a ledger starts elsewhere than at its request",
              """
              select count(*) from request.ledger where seq = 0
              and prev_hash <> sha256(convert_to(partner_id || '/' || request_id, 'UTF8'))
              """,
          "V7 a ledger has a gap",
              """
              select count(*) from (select 1 from request.ledger
              group by partner_id, request_id having count(*) <> max(seq) + 1) x
              """,
          "V7 a request has no ledger, or its head is not the last entry",
              """
              select count(*) from request.request r
              left join request.ledger_head h on (h.partner_id, h.request_id) = (r.partner_id, r.id)
              left join request.ledger l
                on (l.partner_id, l.request_id, l.seq) = (h.partner_id, h.request_id, h.seq)
              where l.hash is distinct from h.hash or l.hash is null
              """,
          "V2 a request has two final outcomes",
              """
              select count(*) from (select 1 from request.outcome
              where request_id is not null and verdict <> 'QUARANTINED'
              group by partner_id, request_id having count(*) > 1) x
              """,
          "V3 an approval has fewer people than its steps need",
              """
              select count(*) from request.outcome o
              join request.step s on (s.partner_id, s.request_id) = (o.partner_id, o.request_id)
              where o.verdict = 'APPROVED' and s.status = 'APPROVED' and s.needed >
                (select count(distinct d.person_id) from request.decision d
                 where (d.partner_id, d.request_id, d.iteration, d.step_no)
                     = (s.partner_id, s.request_id, s.iteration, s.no) and d.vote = 'APPROVE')
              """,
          "V4 a maker decided",
              """
              select count(*) from request.decision d
              join request.request r on (r.partner_id, r.id) = (d.partner_id, d.request_id)
              join request.iteration i
                on (i.partner_id, i.request_id, i.iteration) = (d.partner_id, d.request_id, d.iteration)
              where d.person_id = any (r.maker_set)
              and not (d.self and i.self_approval) -- where the policy allows it (C-09)
              and d.vote <> 'REQUEST_CHANGES' -- by asking for an edit one becomes a maker (C-11)
              """,
          "V6 time approved",
              "select count(*) from request.outcome where verdict = 'APPROVED' and basis = 'EXPIRY'",
          "I-1 a closed request has no final outcome, or an open one has",
              """
              select count(*) from request.request r
              left join request.outcome o on (o.partner_id, o.request_id) = (r.partner_id, r.id)
                and o.verdict <> 'QUARANTINED'
              where (r.status in ('PENDING', 'QUARANTINED', 'CHANGES_REQUESTED', 'APPROVED_HELD'))
                <> (o.id is null)
              """);

  private LedgerOracle() {}

  /** The violations found, by what was violated; empty when all is well. */
  static Map<String, Long> violations(Connection superuser) throws SQLException {
    var found = new LinkedHashMap<String, Long>();
    for (var violation : VIOLATIONS.entrySet()) {
      try (var statement = superuser.createStatement();
          var result = statement.executeQuery(violation.getValue())) {
        result.next();
        if (result.getLong(1) > 0) {
          found.put(violation.getKey(), result.getLong(1));
        }
      }
    }
    return found;
  }
}
