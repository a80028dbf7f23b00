package dev.countersign.request.race;

import dev.countersign.request.testing.Stage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must be true of one partner's rows whatever happened, asked in SQL and without a line of the
 * product's code. Every query counts violations.
 */
public final class RaceOracle {
  private static final Map<String, String> VIOLATIONS = new LinkedHashMap<>();

  static {
    VIOLATIONS.put(
        "V1 an event has no answer and no request that waits for people",
        """
        select count(*) from request.inbox i where i.partner_id = ? and not exists (
          select from request.request r where r.partner_id = i.partner_id
            and (r.source, r.event_id) = (i.source, i.event_id))
          and not exists (select from request.outcome o where o.partner_id = i.partner_id
            and (o.source, o.event_id) = (i.source, i.event_id))
          and not exists (select from request.request r where r.partner_id = i.partner_id
            and i.event_id = any (r.answered_ids))
        """);
    VIOLATIONS.put(
        "V2 a request has two final outcomes",
        """
        select count(*) from (select from request.outcome where partner_id = ?
          and request_id is not null and verdict <> 'QUARANTINED'
          group by request_id having count(*) > 1) x
        """);
    VIOLATIONS.put(
        "V3 an approval has fewer people than its steps need",
        """
        select count(*) from request.outcome o
        join request.request r on (r.partner_id, r.id) = (o.partner_id, o.request_id)
        join request.step s on (s.partner_id, s.request_id, s.iteration)
          = (r.partner_id, r.id, r.iteration)
        where o.partner_id = ? and o.basis = 'HUMAN_QUORUM' and s.status = 'APPROVED'
          and not s.carried and s.needed - s.credited > (select count(distinct d.person_id)
            from request.decision d where (d.partner_id, d.request_id, d.iteration, d.step_no)
              = (s.partner_id, s.request_id, s.iteration, s.no) and d.vote = 'APPROVE')
        """);
    VIOLATIONS.put(
        "V3 a step has its quorum and waits for ever",
        """
        select count(*) from request.step s
        join request.request r on (r.partner_id, r.id, r.iteration)
          = (s.partner_id, s.request_id, s.iteration)
        where s.partner_id = ? and s.status in ('ACTIVE', 'BLOCKED') and r.status = 'PENDING'
          and s.needed - s.credited <= (select count(*) from request.decision d
            where (d.partner_id, d.request_id, d.iteration, d.step_no)
              = (s.partner_id, s.request_id, s.iteration, s.no) and d.vote = 'APPROVE')
        """);
    VIOLATIONS.put(
        "V3 a vote was counted after the end, or on a version that was gone",
        """
        select count(*) from request.decision d
        join request.request r on (r.partner_id, r.id) = (d.partner_id, d.request_id)
        where d.partner_id = ? and (d.request_version >= r.version or exists (
          select from request.decision e where (e.partner_id, e.request_id, e.request_version)
            = (d.partner_id, d.request_id, d.request_version)
            and (e.person_id, e.step_no) <> (d.person_id, d.step_no)))
        """);
    VIOLATIONS.put(
        "V4 a maker decided",
        """
        select count(*) from request.decision d
        join request.request r on (r.partner_id, r.id) = (d.partner_id, d.request_id)
        where d.partner_id = ? and d.person_id = any (r.maker_set)
        """);
    VIOLATIONS.put(
        "V5 a vote is bound to other bytes than it decided on",
        """
        select count(*) from request.decision d
        left join request.ledger l on (l.partner_id, l.request_id, l.seq)
          = (d.partner_id, d.request_id, d.ledger_seq)
        where d.partner_id = ? and (l.ce_type, l.ce_iteration, l.ce_payloaddigest)
          is distinct from ('approval.decision_recorded', d.iteration, encode(d.payload_digest, 'hex'))
        """);
    VIOLATIONS.put(
        "V6 time approved",
        """
        select count(*) from request.outcome
        where partner_id = ? and verdict = 'APPROVED' and basis not in ('HUMAN_QUORUM', 'EMERGENCY_OVERRIDE')
        """);
    VIOLATIONS.put(
        "V7 a ledger has a gap, a wrong link or another head",
        """
        select count(*) from request.request r
        left join request.ledger_head h on (h.partner_id, h.request_id) = (r.partner_id, r.id)
        left join lateral (select count(*) as n, max(seq) as last,
            bool_and(hash = sha256(prev_hash || int4send(seq) || body)) as links
          from request.ledger l where (l.partner_id, l.request_id) = (r.partner_id, r.id)) l on true
        where r.partner_id = ? and (l.n, l.last, l.links) is distinct from (h.seq + 1, h.seq, true)
        """);
    VIOLATIONS.put(
        "V12 an escalation happened twice",
        """
        select count(*) from (select from request.ledger where partner_id = ?
          and ce_type = 'approval.step_escalated'
          group by request_id, ce_iteration having count(*) > 1) x
        """);
    VIOLATIONS.put(
        "I-1 a closed request has no final outcome, or an open one has",
        """
        select count(*) from request.request r
        left join request.outcome o on (o.partner_id, o.request_id) = (r.partner_id, r.id)
          and o.verdict <> 'QUARANTINED'
        where r.partner_id = ?
          and (r.status in ('PENDING', 'QUARANTINED', 'CHANGES_REQUESTED', 'APPROVED_HELD'))
            <> (o.id is null)
        """);
  }

  private RaceOracle() {}

  /** The violations found, by what was violated; empty when all is well. */
  public static Map<String, Long> violations(Stage stage, String partner) {
    var found = new LinkedHashMap<String, Long>();
    VIOLATIONS.forEach((what, query) -> {
      var count = Long.parseLong(String.valueOf(stage.value(query, partner)));
      if (count > 0) {
        found.put(what, count);
      }
    });
    return found;
  }
}
