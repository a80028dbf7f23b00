package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.FactReader;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.Truth;

/**
 * One evaluation of one expression: where names are looked up, the steps that are left, and what
 * was found wrong on the way. Lives as long as the evaluation, in one thread.
 */
final class Scope {

  private final FactSource facts;
  private Value element = Value.MISSING;
  private boolean isInElement;
  private int steps = ConditionLimits.MOST_STEPS;
  private boolean isMissing;
  private boolean isMalformed;

  Scope(FactSource facts) {
    this.facts = facts;
  }

  /** Pays for work; false when nothing is left, and then the result no longer matters. */
  boolean spend(int cost) {
    steps = Math.max(steps - cost, -1);
    return steps >= 0;
  }

  /** Everything that names refer to here. */
  Value data() {
    return isInElement ? element : facts.data();
  }

  Value lookUp(FactReader reader, Path path) {
    return isInElement ? path.in(element) : reader.in(facts);
  }

  /** Evaluates a term with names referring to an element of a list. */
  Value within(Value inner, Term term) {
    var outer = element;
    var wasInElement = isInElement;
    element = inner;
    isInElement = true;
    var result = term.in(this);
    element = outer;
    isInElement = wasInElement;
    return result;
  }

  /** A fact was needed and is not there. */
  Value missing() {
    isMissing = true;
    return Value.MISSING;
  }

  /** A value is of no use where it stands: JavaScript's NaN. */
  Value malformed() {
    isMalformed = true;
    return Value.MISSING;
  }

  Truth truthOf(Value result) {
    if (steps < 0) {
      return Truth.TOO_COSTLY;
    }
    if (isMalformed) {
      return Truth.MALFORMED;
    }
    return isMissing ? Truth.MISSING : Truth.of(Truthiness.of(result));
  }
}
