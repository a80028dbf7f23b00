package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Relation;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.util.List;

/** Equal or not, more or less. */
final class Comparisons {

  private Comparisons() {}

  static Term equality(LogicOperator operator, List<Expression> arguments) {
    // Whoever compares with null asks whether something is there.
    var asksForNull = arguments.stream().anyMatch(Comparisons::isNull);
    var terms =
        asksForNull
            ? arguments.stream().map(ExpressionCompiler::tolerant).toList()
            : ExpressionCompiler.compileAll(arguments);
    var one = terms.get(0);
    var other = terms.get(1);
    return switch (operator) {
      case EQUAL -> scope -> Truthiness.value(Sameness.loose(one.in(scope), other.in(scope)));
      case NOT_EQUAL -> scope -> Truthiness.value(!Sameness.loose(one.in(scope), other.in(scope)));
      case SAME -> scope -> Truthiness.value(Sameness.strict(one.in(scope), other.in(scope)));
      default -> scope -> Truthiness.value(!Sameness.strict(one.in(scope), other.in(scope)));
    };
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Literal(Value.Missing _);
  }

  static Term order(LogicOperator operator, List<Expression> arguments) {
    var terms = ExpressionCompiler.compileAll(arguments);
    var relation = relation(operator);
    var one = terms.get(0);
    var other = terms.get(1);
    if (terms.size() == 2) {
      return scope -> compared(one.in(scope), relation, other.in(scope), scope);
    }
    var third = terms.get(2);
    return scope -> {
      var middle = other.in(scope);
      var first = compared(one.in(scope), relation, middle, scope);
      return Truthiness.of(first) ? compared(middle, relation, third.in(scope), scope) : first;
    };
  }

  static Relation relation(LogicOperator operator) {
    return switch (operator) {
      case ABOVE -> Relation.ABOVE;
      case AT_LEAST -> Relation.AT_LEAST;
      case BELOW -> Relation.BELOW;
      default -> Relation.AT_MOST;
    };
  }

  /** Two texts that are not both numbers are compared as texts; 10 is more than 9 in any case. */
  private static Value compared(Value one, Relation relation, Value other, Scope scope) {
    var first = Numbers.of(one);
    var second = Numbers.of(other);
    if (first != null && second != null) {
      return Truthiness.value(relation.holds(first.compareTo(second)));
    }
    var areWords =
        first == null && second == null && one instanceof Value.Text && other instanceof Value.Text;
    return areWords
        ? Truthiness.value(relation.holds(Strings.text(one).compareTo(Strings.text(other))))
        : scope.malformed();
  }
}
