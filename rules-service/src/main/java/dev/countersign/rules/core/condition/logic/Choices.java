package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import java.util.List;

/** What evaluates only some of its arguments, or asks only whether they are truthy. */
final class Choices {

  private Choices() {}

  static Term term(LogicOperator operator, List<Expression> arguments) {
    return switch (operator) {
      case AND -> firstOf(ExpressionCompiler.compileAll(arguments), false);
      case OR -> firstOf(ExpressionCompiler.compileAll(arguments), true);
      case NOT -> {
        var term = ExpressionCompiler.tolerant(arguments.getFirst());
        yield scope -> Truthiness.value(!Truthiness.of(term.in(scope)));
      }
      case TRUTHY -> {
        var term = ExpressionCompiler.tolerant(arguments.getFirst());
        yield scope -> Truthiness.value(Truthiness.of(term.in(scope)));
      }
      case COALESCE -> coalesce(arguments.stream().map(ExpressionCompiler::tolerant).toList());
      default -> chain(ExpressionCompiler.compileAll(arguments));
    };
  }

  /** The first argument of the wanted truth, else the last. */
  private static Term firstOf(List<Term> terms, boolean wanted) {
    return scope -> {
      var value = Value.MISSING;
      for (int index = 0; index < terms.size(); index++) {
        value = terms.get(index).in(scope);
        if (Truthiness.of(value) == wanted) {
          return value;
        }
      }
      return value;
    };
  }

  private static Term coalesce(List<Term> terms) {
    return scope -> {
      for (int index = 0; index < terms.size(); index++) {
        var value = terms.get(index).in(scope);
        if (!(value instanceof Value.Missing)) {
          return value;
        }
      }
      return scope.missing();
    };
  }

  /** If, then, else if, then, … else. */
  private static Term chain(List<Term> terms) {
    return scope -> {
      int index = 0;
      for (; index + 1 < terms.size(); index += 2) {
        if (Truthiness.of(terms.get(index).in(scope))) {
          return terms.get(index + 1).in(scope);
        }
      }
      return index < terms.size() ? terms.get(index).in(scope) : Value.MISSING;
    };
  }
}
