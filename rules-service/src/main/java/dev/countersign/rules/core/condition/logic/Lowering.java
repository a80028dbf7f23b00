package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.Condition.Holds;
import dev.countersign.rules.core.condition.Condition.Not;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.logic.Expression.Apply;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.util.List;

/**
 * Finds the simple tests in an expression, so that they are evaluated fast and can be reasoned
 * about. What is no simple test stays an expression. Neither changes what the condition means.
 */
final class Lowering {

  private final SimpleTests tests;

  Lowering(FactTypes types) {
    this.tests = new SimpleTests(types);
  }

  Condition condition(Expression expression) {
    return switch (expression) {
      case Literal(Value.Bool(var truth)) ->
          truth ? Condition.ALWAYS : new Condition.Any(List.of());
      case Literal _, Expression.Listing _ -> new Holds(expression);
      case Apply apply -> applied(apply);
    };
  }

  private Condition applied(Apply apply) {
    return switch (apply.operator()) {
      case AND -> new Condition.All(all(apply.arguments()));
      case OR -> new Condition.Any(all(apply.arguments()));
      case NOT -> asksForPresence(apply) ? new Holds(apply) : new Not(first(apply));
      case TRUTHY -> asksForPresence(apply) ? new Holds(apply) : first(apply);
      default -> tests.of(apply).orElseGet(() -> new Holds(apply));
    };
  }

  private List<Condition> all(List<Expression> expressions) {
    return expressions.stream().map(this::condition).toList();
  }

  private Condition first(Apply apply) {
    return condition(apply.arguments().getFirst());
  }

  /** {@code !} and {@code !!} of a name: absent is an answer there. */
  private static boolean asksForPresence(Apply apply) {
    return apply.arguments().getFirst() instanceof Apply(var operator, _)
        && (operator == LogicOperator.VAR || operator == LogicOperator.VAL);
  }
}
