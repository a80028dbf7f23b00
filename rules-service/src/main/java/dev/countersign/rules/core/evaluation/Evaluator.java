package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_UNCLEAR;
import static dev.countersign.rules.core.evaluation.QuarantineReason.NO_ACTIVE_POLICY;
import static dev.countersign.rules.core.evaluation.QuarantineReason.REVISION_INVALID;
import static dev.countersign.rules.core.evaluation.QuarantineReason.UNKNOWN_PARTNER;
import static dev.countersign.rules.core.evaluation.QuarantineReason.UNREGISTERED_TYPE;

import dev.countersign.rules.core.evaluation.Conclusion.Quarantined;
import dev.countersign.rules.core.evaluation.Conclusion.Withdrawal;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Policy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Judges events. A pure function of the event and the rule book: the same event under the same
 * policy version always gets the same answer, so a redelivered record does no harm.
 */
public final class Evaluator {

  private static final long FIRST_REVISION = 1;
  private static final int LONGEST_REVISION = 9;

  private Evaluator() {}

  public static Evaluation evaluate(Event asked, RuleBook rules) {
    if (asked.operation().isEmpty()) {
      return Evaluation.unread(asked, UNREGISTERED_TYPE);
    }
    var event = Counting.onlyRead(asked, rules);
    var operation = event.operation().get();
    var inForce = rules.policy(event.partner(), operation.code(), event.at());
    var facts = facts(event, operation, inForce);
    var revision = revision(event);
    return new Evaluation(
        event,
        revision.orElse(FIRST_REVISION),
        Optional.of(facts),
        amount(facts, operation.signRule()),
        Optional.of(operation.material().of(event.data())),
        revision.isEmpty()
            ? quarantined(REVISION_INVALID)
            : conclude(event, operation, facts, rules),
        revision.isEmpty() ? List.of() : alternatives(event, operation, facts, rules));
  }

  /** What an event says; the version in force says who gains by it (SD-12). */
  public static Facts facts(Event event, Operation operation, Optional<Policy> inForce) {
    var facts = Facts.of(event, operation.paths());
    return inForce
        .map(policy -> policy.terms().settings().conduct().beneficiaries())
        .map(paths -> facts.withBeneficiaries(paths, event.data()))
        .orElse(facts);
  }

  private static Conclusion conclude(
      Event event, Operation operation, Facts facts, RuleBook rules) {
    var partner = rules.partner(event.partner());
    if (partner.isEmpty()) {
      return quarantined(UNKNOWN_PARTNER);
    }
    if (event.intent() == Intent.CANCEL) {
      return new Withdrawal();
    }
    return rules
        .policy(event.partner(), operation.code(), event.at())
        .map(policy -> apply(policy, partner.get(), event, facts))
        .orElseGet(() -> quarantined(NO_ACTIVE_POLICY));
  }

  /** What one policy version says; a pure function of its arguments. */
  public static Conclusion apply(Policy policy, Partner partner, Event event, Facts facts) {
    return switch (facts.maker()) {
      case MakerFinding.Absent _ -> Quarantined.at(MAKER_MISSING, Optional.of(policy));
      case MakerFinding.Unclear _ -> Quarantined.at(MAKER_UNCLEAR, Optional.of(policy));
      case MakerFinding.Known _ -> {
        var inquiry = new Inquiry(event, facts, policy.terms(), partner.locks());
        yield new Walk(policy, partner, inquiry).conclude();
      }
    };
  }

  /** A later iteration keeps its version, so the versions before this one are heard too (I-9). */
  private static List<Conclusion> alternatives(
      Event event, Operation operation, Facts facts, RuleBook rules) {
    var partner = rules.partner(event.partner());
    if (event.intent() != Intent.REVISE || partner.isEmpty()) {
      return List.of();
    }
    return rules.draining(event.partner(), operation.code(), event.at()).stream()
        .map(policy -> apply(policy, partner.get(), event, facts))
        .toList();
  }

  private static Optional<BigDecimal> amount(Facts facts, SignRule signRule) {
    return facts
        .currencyCode()
        .map(code -> facts.amountIn(code, signRule))
        .flatMap(reading ->
            reading instanceof AmountReading.Valid(var amount)
                ? Optional.of(amount)
                : Optional.empty());
  }

  private static Optional<Long> revision(Event event) {
    if (event.revision().isEmpty()) {
      return Optional.of(FIRST_REVISION);
    }
    var text = event.revision().get();
    var isNumber =
        !text.isEmpty()
            && text.length() <= LONGEST_REVISION
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return isNumber ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Conclusion quarantined(QuarantineReason reason) {
    return Quarantined.at(reason, Optional.empty());
  }
}
