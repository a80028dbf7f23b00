package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.Finding.found;
import static dev.countersign.rules.core.evaluation.Finding.stuck;

import dev.countersign.rules.core.evaluation.Conclusion.NotRequired;
import dev.countersign.rules.core.evaluation.Conclusion.Quarantined;
import dev.countersign.rules.core.evaluation.Conclusion.Required;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Clause;
import dev.countersign.rules.core.policy.Judgement;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.Policy.CompiledRule;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.Terms.MatchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One event's way through the rules of one policy version, in their order. */
final class Walk {

  private static final String POLICY = "policy";

  private final Policy policy;
  private final Partner partner;
  private final Inquiry inquiry;
  private final List<Clause> clauses = new ArrayList<>();
  private boolean isBelowABand;

  Walk(Policy policy, Partner partner, Inquiry inquiry) {
    this.policy = policy;
    this.partner = partner;
    this.inquiry = inquiry;
  }

  Conclusion conclude() {
    for (var rule : policy.rules()) {
      if (look(rule) instanceof Finding.Stuck<Boolean>(var reason)) {
        return quarantined(reason);
      }
      if (!clauses.isEmpty() && policy.terms().matchMode() == MatchMode.FIRST_MATCH) {
        break;
      }
    }
    return switch (draft()) {
      case Finding.Stuck<RouteDraft>(var reason) -> quarantined(reason);
      case Finding.Found<RouteDraft>(var draft) -> conclude(draft);
    };
  }

  /** Looks at one rule; it asks if its condition holds and the amount lies in one of its bands. */
  private Finding<Boolean> look(CompiledRule rule) {
    return inquiry.holds(rule.when(), rule.id()).then(holds -> holds ? weigh(rule) : found(false));
  }

  private Finding<Boolean> weigh(CompiledRule rule) {
    if (rule.always().isPresent()) {
      inquiry.note(rule.always().get().id(), "every event of this operation needs approval", true);
      return asks(rule.always().get());
    }
    return inquiry.money().then(money -> weigh(rule, money));
  }

  private Finding<Boolean> weigh(CompiledRule rule, Money money) {
    return switch (rule.judge(money.currency(), money.amount().abs())) {
      case Judgement.NoBand _ -> stuck(QuarantineReason.CURRENCY_WITHOUT_BAND);
      case Judgement.Uncovered _ -> stuck(QuarantineReason.AMOUNT_WITHOUT_BAND);
      case Judgement.BelowFirstBand(var lowest) -> {
        isBelowABand = true;
        inquiry.note(lowest.id(), words(money, " is below ", lowest), false);
        yield found(false);
      }
      case Judgement.Asks(var clause) -> {
        inquiry.note(clause.id(), words(money, " is in ", clause), true);
        yield asks(clause);
      }
    };
  }

  private Finding<Boolean> asks(Clause clause) {
    clauses.add(clause);
    return found(true);
  }

  private Finding<RouteDraft> draft() {
    var draft =
        new RouteDraft(
            new GateKeeper(inquiry), policy.terms().settings().doubt().onNoApplicableStep());
    if (clauses.isEmpty() && !isBelowABand) {
      return draft.addFallback(POLICY);
    }
    Finding<RouteDraft> finding = found(draft);
    for (var clause : clauses) {
      finding = finding.then(it -> it.add(clause));
    }
    return finding;
  }

  private Conclusion conclude(RouteDraft draft) {
    if (!draft.asksSomebody()) {
      return new NotRequired(policy, whyNobody(draft), inquiry.trace());
    }
    var settings = policy.terms().settings().under(partner.locks());
    var missing = missingReason(settings.reasons());
    if (missing.isPresent()) {
      return quarantined(missing.get());
    }
    var route = draft.finish(settings, partner.locks());
    return new Required(policy, clauses, route, inquiry.trace());
  }

  private NotRequired.Reason whyNobody(RouteDraft draft) {
    if (!draft.isEmpty()) {
      return NotRequired.Reason.AUTO_APPROVED;
    }
    return clauses.isEmpty() && isBelowABand
        ? NotRequired.Reason.BELOW_FIRST_BAND
        : NotRequired.Reason.NO_APPLICABLE_STEP;
  }

  private Optional<QuarantineReason> missingReason(Reasons reasons) {
    if (!reasons.fromMaker()) {
      return Optional.empty();
    }
    var given = inquiry.facts().makerReason();
    if (given.isEmpty()) {
      return Optional.of(QuarantineReason.MAKER_REASON_MISSING);
    }
    return given.get().strip().length() < reasons.minLength()
        ? Optional.of(QuarantineReason.MAKER_REASON_TOO_SHORT)
        : Optional.empty();
  }

  private Conclusion quarantined(QuarantineReason reason) {
    return new Quarantined(reason, Optional.of(policy), inquiry.trace());
  }

  private static String words(Money money, String relation, Clause clause) {
    return "amount " + money.text() + relation + clause.interval();
  }
}
