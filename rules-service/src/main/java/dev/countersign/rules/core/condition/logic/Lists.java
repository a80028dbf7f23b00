package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.TextSearch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Lists as wholes. */
final class Lists {

  private Lists() {}

  static Term listing(List<Term> terms) {
    return scope -> {
      var items = new ArrayList<Value>(terms.size());
      for (int index = 0; index < terms.size(); index++) {
        items.add(terms.get(index).in(scope));
      }
      return new Value.Items(items);
    };
  }

  static Term term(LogicOperator operator, List<Term> terms) {
    return switch (operator) {
      case MERGE -> scope -> merged(terms, scope);
      case LENGTH -> scope -> length(terms.getFirst().in(scope), scope);
      default -> scope -> contained(terms.get(0).in(scope), terms.get(1).in(scope), scope);
    };
  }

  private static Value merged(List<Term> terms, Scope scope) {
    var all = new ArrayList<Value>();
    for (int index = 0; index < terms.size(); index++) {
      var value = terms.get(index).in(scope);
      var part = value instanceof Value.Items(var items) ? items : List.of(value);
      if (!scope.spend(part.size())) {
        return Value.MISSING;
      }
      all.addAll(part);
    }
    return new Value.Items(all);
  }

  private static Value length(Value value, Scope scope) {
    return switch (value) {
      case Value.Text(var text) ->
          new Value.Decimal(BigDecimal.valueOf(text.codePointCount(0, text.length())));
      case Value.Items(var items) -> new Value.Decimal(BigDecimal.valueOf(items.size()));
      case Value.Missing _ -> Value.MISSING;
      case Value.Decimal _, Value.Bool _, Value.Fields _ -> scope.malformed();
    };
  }

  /** In a list: one of its elements. In a text: a part of it. In anything else: not. */
  private static Value contained(Value needle, Value haystack, Scope scope) {
    return Truthiness.value(
        switch (haystack) {
          case Value.Items(var items) -> hasElement(items, needle, scope);
          case Value.Text(var text) -> isPart(needle, text, scope);
          case Value.Decimal _, Value.Bool _, Value.Fields _, Value.Missing _ -> false;
        });
  }

  private static boolean hasElement(List<Value> items, Value needle, Scope scope) {
    for (int index = 0; index < items.size() && scope.spend(1); index++) {
      if (Sameness.strict(items.get(index), needle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPart(Value needle, String text, Scope scope) {
    var wanted = Strings.text(needle);
    return scope.spend(1 + (text.length() + wanted.length()) / 64)
        && !(needle instanceof Value.Missing)
        && new TextSearch(wanted).isIn(text);
  }
}
