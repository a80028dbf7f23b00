package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.logic.Expression.Apply;
import dev.countersign.rules.core.condition.logic.Expression.Listing;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.util.List;

/** From expressions to closures. Every operator pays one step. */
final class ExpressionCompiler {

  private ExpressionCompiler() {}

  static Term compile(Expression expression) {
    return switch (expression) {
      case Literal(var value) -> _ -> value;
      case Listing(var items) -> Lists.listing(compileAll(items));
      case Apply apply -> paid(operator(apply));
    };
  }

  /** As {@link #compile}, but an absent fact is an answer here, not a gap. */
  static Term tolerant(Expression expression) {
    return expression instanceof Apply(var operator, var arguments)
            && (operator == LogicOperator.VAR || operator == LogicOperator.VAL)
        ? paid(Lookups.tolerant(operator, arguments))
        : compile(expression);
  }

  static List<Term> compileAll(List<Expression> expressions) {
    return expressions.stream().map(ExpressionCompiler::compile).toList();
  }

  private static Term paid(Term term) {
    return scope -> scope.spend(1) ? term.in(scope) : Value.MISSING;
  }

  private static Term operator(Apply apply) {
    var arguments = apply.arguments();
    return switch (apply.operator()) {
      case VAR, VAL -> Lookups.demanding(apply.operator(), arguments);
      case MISSING, MISSING_SOME, EXISTS -> Lookups.presence(apply.operator(), arguments);
      case PRESERVE -> preserved(arguments);
      case IF, CHOOSE, AND, OR, NOT, TRUTHY, COALESCE -> Choices.term(apply.operator(), arguments);
      case EQUAL, SAME, NOT_EQUAL, NOT_SAME -> Comparisons.equality(apply.operator(), arguments);
      case ABOVE, AT_LEAST, BELOW, AT_MOST -> Comparisons.order(apply.operator(), arguments);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, MAX, MIN ->
          Arithmetic.term(apply.operator(), compileAll(arguments));
      case CAT, SUBSTR -> Strings.term(apply.operator(), compileAll(arguments));
      case IN, MERGE, LENGTH -> Lists.term(apply.operator(), compileAll(arguments));
      case MAP, FILTER, REDUCE, ALL, NONE, SOME ->
          Iterations.term(apply.operator(), compileAll(arguments));
      case CONTAINS, STARTS_WITH, ENDS_WITH, BETWEEN, IS_EMPTY, CROSSES, CROSSES_UP, CROSSES_DOWN ->
          Borrowed.term(apply);
    };
  }

  private static Term preserved(List<Expression> arguments) {
    var value = arguments.size() == 1 ? arguments.getFirst() : new Listing(arguments);
    return compile(value);
  }
}
