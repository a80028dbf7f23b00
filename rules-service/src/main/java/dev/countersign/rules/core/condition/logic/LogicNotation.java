package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.util.Optional;

/** Conditions written in JSON Logic (F-053): an object of one operator, or a truth. */
public final class LogicNotation {

  private LogicNotation() {}

  /** The condition that an expression is true. */
  public static ConditionReading read(Value json, FactTypes types, ConditionSource source) {
    var problems = new ConditionProblems();
    var expression = new ExpressionReader(types, problems).read(json);
    if (problems.isEmpty() && isNoCondition(expression)) {
      problems.add(Code.NOT_A_CONDITION, "", "this value is no condition: it is always the same");
    }
    return problems.isEmpty()
        ? problems.reading(new Lowering(types).condition(expression), source)
        : new ConditionReading.Refused(problems.all());
  }

  /** An expression for its value, whether or not it makes a condition; empty if it is none. */
  public static Optional<Expression> expression(Value json) {
    var problems = new ConditionProblems();
    var expression = new ExpressionReader(FactTypes.STANDARD, problems).read(json);
    return problems.isEmpty() ? Optional.of(expression) : Optional.empty();
  }

  private static boolean isNoCondition(Expression expression) {
    return switch (expression) {
      case Literal(var value) -> !(value instanceof Value.Bool);
      case Expression.Listing _ -> true;
      case Expression.Apply _ -> false;
    };
  }
}
