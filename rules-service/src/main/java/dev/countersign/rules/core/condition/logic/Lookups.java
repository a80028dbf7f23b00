package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.FactReader;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Names and what they refer to. */
final class Lookups {

  private Lookups() {}

  /** An absent fact without a default leaves the condition open. */
  static Term demanding(LogicOperator operator, List<Expression> arguments) {
    var lookup = tolerant(operator, arguments);
    var hasDefault = operator == LogicOperator.VAR && arguments.size() == 2;
    if (hasDefault) {
      return lookup;
    }
    return scope -> {
      var value = lookup.in(scope);
      return value instanceof Value.Missing ? scope.missing() : value;
    };
  }

  static Term tolerant(LogicOperator operator, List<Expression> arguments) {
    if (operator == LogicOperator.VAL) {
      return named(joined(arguments));
    }
    if (arguments.isEmpty()) {
      return Scope::data;
    }
    var lookup = named(arguments.getFirst());
    if (arguments.size() == 1) {
      return lookup;
    }
    var otherwise = ExpressionCompiler.compile(arguments.get(1));
    return scope -> {
      var value = lookup.in(scope);
      return value instanceof Value.Missing ? otherwise.in(scope) : value;
    };
  }

  /** {@code val} takes the segments of a path one by one. */
  private static Expression joined(List<Expression> segments) {
    if (segments.size() == 1) {
      return segments.getFirst();
    }
    return segments.stream().allMatch(Literal.class::isInstance)
        ? new Literal(new Value.Text(String.join(".", texts(segments))))
        : new Expression.Apply(LogicOperator.CAT, dotted(segments));
  }

  private static List<String> texts(List<Expression> segments) {
    return segments.stream().map(it -> Strings.text(((Literal) it).value())).toList();
  }

  private static List<Expression> dotted(List<Expression> segments) {
    var parts = new ArrayList<Expression>();
    for (var segment : segments) {
      if (!parts.isEmpty()) {
        parts.add(new Literal(new Value.Text(".")));
      }
      parts.add(segment);
    }
    return parts;
  }

  private static Term named(Expression name) {
    if (!(name instanceof Literal(var value))) {
      var term = ExpressionCompiler.compile(name);
      return scope -> find(term.in(scope), scope);
    }
    var text = Strings.text(value);
    if (text.isEmpty()) {
      return Scope::data;
    }
    return Paths.read(text).map(Lookups::known).orElse(Scope::malformed);
  }

  private static Term known(Path path) {
    var reader = FactReader.of(path);
    return scope -> scope.lookUp(reader, path);
  }

  /** The value under a name that is only known now. */
  private static Value find(Value name, Scope scope) {
    var text = Strings.text(name);
    if (text.isEmpty()) {
      return scope.data();
    }
    return Paths.read(text)
        .map(path -> scope.lookUp(FactReader.of(path), path))
        .orElseGet(scope::malformed);
  }

  static Term presence(LogicOperator operator, List<Expression> arguments) {
    if (operator == LogicOperator.EXISTS) {
      var lookup = named(joined(arguments));
      return scope -> Truthiness.value(!(lookup.in(scope) instanceof Value.Missing));
    }
    var terms = ExpressionCompiler.compileAll(arguments);
    return operator == LogicOperator.MISSING
        ? scope -> new Value.Items(absent(keys(terms, scope), scope))
        : scope -> missingSome(terms, scope);
  }

  /** The names, given one by one or as one list. */
  private static List<Value> keys(List<Term> terms, Scope scope) {
    if (terms.isEmpty()) {
      return List.of();
    }
    var first = terms.getFirst().in(scope);
    return first instanceof Value.Items(var items)
        ? items
        : terms.stream().map(term -> term.in(scope)).toList();
  }

  private static Value missingSome(List<Term> terms, Scope scope) {
    if (!(terms.get(0).in(scope) instanceof Value.Decimal(var needed))
        || !(terms.get(1).in(scope) instanceof Value.Items(var keys))) {
      return scope.malformed();
    }
    var absent = absent(keys, scope);
    var present = keys.size() - absent.size();
    var isEnough = BigDecimal.valueOf(present).compareTo(needed) >= 0;
    return new Value.Items(isEnough ? List.of() : absent);
  }

  private static List<Value> absent(List<Value> keys, Scope scope) {
    var absent = new ArrayList<Value>();
    for (int index = 0; index < keys.size() && scope.spend(1); index++) {
      var value = find(keys.get(index), scope);
      if (value instanceof Value.Missing || value.equals(Strings.EMPTY)) {
        absent.add(keys.get(index));
      }
    }
    return absent;
  }
}
