package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.logic.CompiledExpression;

/** A JSON Logic expression whose result is truthy. */
final class HoldsTest implements Test {

  private final Condition.Holds condition;
  private final CompiledExpression expression;

  HoldsTest(Condition.Holds condition) {
    this.condition = condition;
    this.expression = CompiledExpression.of(condition.expression());
  }

  @Override
  public Truth of(FactSource facts) {
    return expression.truth(facts);
  }

  @Override
  public Truth traced(FactSource facts, Trace trace) {
    var truth = expression.truth(facts);
    var actual = truth.isKnown() ? expression.value(facts) : Value.MISSING;
    return trace.note(condition, actual, truth);
  }
}
