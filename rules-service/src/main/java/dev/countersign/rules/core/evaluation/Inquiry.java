package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.Finding.found;
import static dev.countersign.rules.core.evaluation.Finding.stuck;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.OnMissingFact;
import dev.countersign.rules.core.condition.TracedCondition;
import dev.countersign.rules.core.condition.Truth;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.policy.Limit;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.window.WindowedFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules ask of one event, and the notes they take. Amount and facts are read when the
 * first rule asks for them: a policy that asks for neither can judge an event without them.
 */
final class Inquiry {

  /** The names under which conditions know the branch too, wherever the event holds it. */
  private static final List<String> BRANCH = ContextField.LOC_CODE.names();

  private final Event event;
  private final Operation operation;
  private final Facts facts;
  private final Map<String, WindowedFact> windows;
  private final OnMissingFact onMissingFact;
  private final List<String> locks;
  private final List<TraceLine> trace = new ArrayList<>();
  private Optional<Finding<Money>> money = Optional.empty();
  private Optional<FactSource> source = Optional.empty();

  Inquiry(Event event, Facts facts, Terms terms, List<String> locks) {
    this.event = event;
    this.operation = event.operation().orElseThrow();
    this.facts = facts;
    this.windows = terms.windows();
    this.locks = locks;
    this.onMissingFact =
        isLocked(Lock.QUARANTINE_ON_MISSING_FACT)
            ? OnMissingFact.QUARANTINE
            : terms.settings().doubt().onMissingFact();
  }

  /** Whether the partner has locked it: then an older version's looser value is not obeyed. */
  boolean isLocked(Lock lock) {
    return lock.isIn(locks);
  }

  Event event() {
    return event;
  }

  Facts facts() {
    return facts;
  }

  List<TraceLine> trace() {
    return trace;
  }

  void note(String rule, String text, boolean matched) {
    trace.add(new TraceLine(rule, text, matched));
  }

  /** Whether the condition holds; what the policy lets a missing fact mean is applied. */
  Finding<Boolean> holds(CompiledCondition condition, String id) {
    if (condition.condition() instanceof Condition.Always) {
      return found(true);
    }
    var looked = new ArrayList<TracedCondition>();
    var truth = condition.trace(source(), looked).under(onMissingFact);
    looked.forEach(it -> note(id, it.text(), it.truth() == Truth.TRUE));
    return switch (truth) {
      case TRUE -> found(true);
      case FALSE -> found(false);
      case MISSING -> stuck(QuarantineReason.FACT_MISSING);
      case MALFORMED -> stuck(QuarantineReason.FACT_MALFORMED);
      case TOO_COSTLY -> stuck(QuarantineReason.CONDITION_TOO_COSTLY);
    };
  }

  /** The amount, if it can be one of the event's currency. */
  Finding<Money> money() {
    if (money.isEmpty()) {
      money = Optional.of(readMoney());
    }
    return money.get();
  }

  /** Whether the amount is above a limit of its currency. */
  Finding<Boolean> isAbove(Limit limit) {
    return money()
        .then(it ->
            it.currency().equals(limit.currency())
                ? found(it.amount().abs().compareTo(limit.amount()) > 0)
                : stuck(QuarantineReason.CURRENCY_WITHOUT_BAND));
  }

  /** The name that stands at a path, of a person or a place. */
  Optional<String> nameAt(Path path) {
    if (facts.branch().isPresent() && BRANCH.contains(path.toString())) {
      return facts.branch();
    }
    return path.in(event.data()) instanceof Value.Text(var text) && Facts.isName(text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * The key that stands at a path: a name, or a whole number, for many a cost centre is one. Blanks
   * around it are no part of it.
   */
  Optional<String> keyAt(Path path) {
    return path.in(event.data()) instanceof Value.Decimal(var number)
        ? Optional.of(number)
            .filter(it -> it.stripTrailingZeros().scale() <= 0)
            .map(it -> it.setScale(0).toPlainString())
        : nameAt(path).map(String::strip);
  }

  private Finding<Money> readMoney() {
    if (facts.amount() instanceof Value.Missing) {
      return stuck(QuarantineReason.AMOUNT_MISSING);
    }
    if (facts.currency() instanceof Value.Missing) {
      return stuck(QuarantineReason.CURRENCY_MISSING);
    }
    var currency = facts.currencyCode();
    if (currency.isEmpty()) {
      return stuck(QuarantineReason.CURRENCY_UNKNOWN);
    }
    return switch (facts.amountIn(currency.get(), operation.signRule())) {
      case AmountReading.Absent _ -> stuck(QuarantineReason.AMOUNT_MISSING);
      case AmountReading.Malformed _ -> stuck(QuarantineReason.AMOUNT_INVALID);
      case AmountReading.Valid(var amount) -> found(new Money(currency.get(), amount));
    };
  }

  private FactSource source() {
    if (source.isEmpty()) {
      source = Optional.of(facts.source(Counting.data(event, facts, windows)));
    }
    return source.get();
  }
}
