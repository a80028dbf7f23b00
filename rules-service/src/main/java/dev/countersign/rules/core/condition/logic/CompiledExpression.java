package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.Truth;

/** An expression ready to be evaluated, within a budget of steps. */
public final class CompiledExpression {

  private final Term term;

  private CompiledExpression(Term term) {
    this.term = term;
  }

  public static CompiledExpression of(Expression expression) {
    return new CompiledExpression(ExpressionCompiler.compile(expression));
  }

  /** The value, by the letter of JSON Logic: what is missing is null. */
  public Value value(FactSource facts) {
    return term.in(new Scope(facts));
  }

  /** Whether the value is truthy, and known to be: see {@link Truth}. */
  public Truth truth(FactSource facts) {
    var scope = new Scope(facts);
    return scope.truthOf(term.in(scope));
  }
}
