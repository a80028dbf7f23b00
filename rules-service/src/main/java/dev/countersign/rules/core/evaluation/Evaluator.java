package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.QuarantineReason.AMOUNT_INVALID;
import static dev.countersign.rules.core.evaluation.QuarantineReason.AMOUNT_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.CURRENCY_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.CURRENCY_UNKNOWN;
import static dev.countersign.rules.core.evaluation.QuarantineReason.CURRENCY_WITHOUT_BAND;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_REASON_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_UNCLEAR;
import static dev.countersign.rules.core.evaluation.QuarantineReason.NO_ACTIVE_POLICY;
import static dev.countersign.rules.core.evaluation.QuarantineReason.REVISION_INVALID;
import static dev.countersign.rules.core.evaluation.QuarantineReason.UNKNOWN_PARTNER;
import static dev.countersign.rules.core.evaluation.QuarantineReason.UNREGISTERED_TYPE;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.evaluation.Conclusion.NotRequired;
import dev.countersign.rules.core.evaluation.Conclusion.Quarantined;
import dev.countersign.rules.core.evaluation.Conclusion.Required;
import dev.countersign.rules.core.evaluation.Conclusion.Withdrawal;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Judgement;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.Rule;
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

  public static Evaluation evaluate(Event event, RuleBook rules) {
    if (event.operation().isEmpty()) {
      return Evaluation.unread(event, UNREGISTERED_TYPE);
    }
    var operation = event.operation().get();
    var facts = Facts.of(event, operation.paths());
    var revision = revision(event);
    return new Evaluation(
        event,
        revision.orElse(FIRST_REVISION),
        Optional.of(facts),
        amount(facts, operation.signRule()),
        Optional.of(operation.material().of(event.data())),
        revision.isEmpty()
            ? quarantined(REVISION_INVALID)
            : conclude(event, operation, facts, rules));
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
    var policy = rules.policy(event.partner(), operation.code());
    if (policy.isEmpty()) {
      return quarantined(NO_ACTIVE_POLICY);
    }
    return switch (facts.maker()) {
      case MakerFinding.Absent _ -> new Quarantined(MAKER_MISSING, policy);
      case MakerFinding.Unclear _ -> new Quarantined(MAKER_UNCLEAR, policy);
      case MakerFinding.Known _ -> apply(policy.get(), partner.get(), facts, operation.signRule());
    };
  }

  private static Conclusion apply(Policy policy, Partner partner, Facts facts, SignRule signRule) {
    if (policy.always().isPresent()) {
      var line = new TraceLine("always", "every event of this operation needs approval", true);
      return ask(policy, policy.always().get(), partner, facts, line);
    }
    if (facts.amount() instanceof Value.Missing) {
      return new Quarantined(AMOUNT_MISSING, Optional.of(policy));
    }
    if (facts.currency() instanceof Value.Missing) {
      return new Quarantined(CURRENCY_MISSING, Optional.of(policy));
    }
    var currency = facts.currencyCode();
    if (currency.isEmpty()) {
      return new Quarantined(CURRENCY_UNKNOWN, Optional.of(policy));
    }
    return switch (facts.amountIn(currency.get(), signRule)) {
      case AmountReading.Absent _ -> new Quarantined(AMOUNT_MISSING, Optional.of(policy));
      case AmountReading.Malformed _ -> new Quarantined(AMOUNT_INVALID, Optional.of(policy));
      case AmountReading.Valid(var amount) -> weigh(policy, partner, facts, currency.get(), amount);
    };
  }

  private static Conclusion weigh(
      Policy policy, Partner partner, Facts facts, String currency, BigDecimal amount) {
    return switch (policy.judge(currency, amount.abs())) {
      case Judgement.NoBand _ -> new Quarantined(CURRENCY_WITHOUT_BAND, Optional.of(policy));
      case Judgement.BelowFirstBand(var lowest) ->
          new NotRequired(policy, lowest, List.of(line(lowest, currency, amount, false)));
      case Judgement.Asks(var rule) ->
          ask(policy, rule, partner, facts, line(rule, currency, amount, true));
    };
  }

  private static Conclusion ask(
      Policy policy, Rule rule, Partner partner, Facts facts, TraceLine line) {
    return rule.route().reasons().fromMaker() && facts.makerReason().isEmpty()
        ? new Quarantined(MAKER_REASON_MISSING, Optional.of(policy))
        : new Required(policy, rule, partner.locks(), List.of(line));
  }

  private static TraceLine line(Rule rule, String currency, BigDecimal amount, boolean matched) {
    var found = "amount " + amount.stripTrailingZeros().toPlainString() + " " + currency;
    var text = matched ? found + " is in " : found + " is below ";
    return new TraceLine(rule.id(), text + rule.interval(), matched);
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
    return new Quarantined(reason, Optional.empty());
  }
}
