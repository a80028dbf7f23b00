package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What asks something of every element of a list. Each element is a step. */
final class Iterations {

  private Iterations() {}

  static Term term(LogicOperator operator, List<Term> terms) {
    var list = terms.get(0);
    var body = terms.get(1);
    return switch (operator) {
      case MAP -> scope -> mapped(items(list, scope), body, scope);
      case FILTER -> scope -> filtered(items(list, scope), body, scope);
      case REDUCE -> reduced(list, body, terms.get(2));
      case ALL ->
          scope -> {
            var items = items(list, scope);
            return Truthiness.value(!items.isEmpty() && !hasOne(items, body, false, scope));
          };
      case NONE -> scope -> Truthiness.value(!hasOne(items(list, scope), body, true, scope));
      default -> scope -> Truthiness.value(hasOne(items(list, scope), body, true, scope));
    };
  }

  /** Nothing is a list of nothing, by the letter of JSON Logic; anything else is malformed. */
  private static List<Value> items(Term list, Scope scope) {
    var value = list.in(scope);
    if (value instanceof Value.Items(var items)) {
      return items;
    }
    if (!(value instanceof Value.Missing)) {
      scope.malformed();
    }
    return List.of();
  }

  private static Value mapped(List<Value> items, Term body, Scope scope) {
    var results = new ArrayList<Value>();
    for (int index = 0; index < items.size() && scope.spend(1); index++) {
      results.add(scope.within(items.get(index), body));
    }
    return new Value.Items(results);
  }

  private static Value filtered(List<Value> items, Term body, Scope scope) {
    var results = new ArrayList<Value>();
    for (int index = 0; index < items.size() && scope.spend(1); index++) {
      if (Truthiness.of(scope.within(items.get(index), body))) {
        results.add(items.get(index));
      }
    }
    return new Value.Items(results);
  }

  private static Term reduced(Term list, Term body, Term start) {
    return scope -> {
      var total = start.in(scope);
      var items = items(list, scope);
      for (int index = 0; index < items.size() && scope.spend(1); index++) {
        var step = Map.of("current", items.get(index), "accumulator", total);
        total = scope.within(new Value.Fields(step), body);
      }
      return total;
    };
  }

  private static boolean hasOne(List<Value> items, Term body, boolean wanted, Scope scope) {
    for (int index = 0; index < items.size() && scope.spend(1); index++) {
      if (Truthiness.of(scope.within(items.get(index), body)) == wanted) {
        return true;
      }
    }
    return false;
  }
}
