package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Direction;
import dev.countersign.rules.core.condition.TextSearch;
import dev.countersign.rules.core.condition.Tiers;
import dev.countersign.rules.core.condition.logic.Expression.Apply;
import java.util.List;
import java.util.Optional;

/** The tests of the list notation as operators, for where they meet computed values. */
final class Borrowed {

  private static final int CHARACTERS_PER_STEP = 64;

  private Borrowed() {}

  static Term term(Apply apply) {
    var arguments = apply.arguments();
    if (apply.operator() == LogicOperator.IS_EMPTY) {
      var term = ExpressionCompiler.tolerant(arguments.getFirst());
      return scope -> Truthiness.value(isEmpty(term.in(scope)));
    }
    var terms = ExpressionCompiler.compileAll(arguments);
    return switch (apply.operator()) {
      case BETWEEN -> between(terms);
      case CROSSES -> crossing(terms, Direction.EITHER);
      case CROSSES_UP -> crossing(terms, Direction.UP);
      case CROSSES_DOWN -> crossing(terms, Direction.DOWN);
      default ->
          scope -> reads(apply.operator(), terms.get(0).in(scope), terms.get(1).in(scope), scope);
    };
  }

  private static boolean isEmpty(Value value) {
    return value instanceof Value.Fields(var fields)
        ? fields.isEmpty()
        : Strings.text(value).isBlank() && !isFilled(value);
  }

  private static boolean isFilled(Value value) {
    return value instanceof Value.Items(var items) && !items.isEmpty();
  }

  private static Term between(List<Term> terms) {
    return scope -> {
      var number = Numbers.of(terms.get(0).in(scope));
      var low = Numbers.of(terms.get(1).in(scope));
      var high = Numbers.of(terms.get(2).in(scope));
      return number == null || low == null || high == null
          ? scope.malformed()
          : Truthiness.value(number.compareTo(low) >= 0 && number.compareTo(high) <= 0);
    };
  }

  private static Term crossing(List<Term> terms, Direction direction) {
    return scope -> {
      var before = terms.get(0).in(scope);
      var after = terms.get(1).in(scope);
      var listed = terms.get(2).in(scope);
      var tiers =
          listed instanceof Value.Items(var values) ? Tiers.of(values) : Optional.<Tiers>empty();
      int from = tiers.map(it -> it.tierOf(before)).orElse(Tiers.NONE);
      int to = tiers.map(it -> it.tierOf(after)).orElse(Tiers.NONE);
      return from == Tiers.NONE || to == Tiers.NONE
          ? scope.malformed()
          : Truthiness.value(direction.counts(to - from));
    };
  }

  private static Value reads(LogicOperator operator, Value in, Value wanted, Scope scope) {
    if (wanted instanceof Value.Missing || in instanceof Value.Fields) {
      return scope.malformed();
    }
    var text = Strings.text(in);
    var part = Strings.text(wanted);
    if (!scope.spend(1 + (text.length() + part.length()) / CHARACTERS_PER_STEP)) {
      return Value.MISSING;
    }
    return switch (operator) {
      case STARTS_WITH -> Truthiness.value(text.startsWith(part));
      case ENDS_WITH -> Truthiness.value(text.endsWith(part));
      default -> Truthiness.value(contains(in, text, part));
    };
  }

  private static boolean contains(Value in, String text, String part) {
    return in instanceof Value.Items(var items)
        ? items.stream().anyMatch(item -> Strings.text(item).equals(part))
        : new TextSearch(part).isIn(text);
  }
}
