package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Texts, and values written as texts. */
final class Strings {

  static final Value EMPTY = new Value.Text("");

  private static final int CHARACTERS_PER_STEP = 64;

  private Strings() {}

  /** Nothing is the empty text; a list is its elements with commas; an object has no text. */
  static String text(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Bool(var truth) -> truth ? "true" : "false";
      case Value.Items(var items) ->
          items.stream().map(Strings::text).collect(Collectors.joining(","));
      case Value.Fields _, Value.Missing _ -> "";
    };
  }

  static Term term(LogicOperator operator, List<Term> terms) {
    return operator == LogicOperator.CAT
        ? scope -> joined(terms, scope)
        : scope -> part(terms, scope);
  }

  private static Value joined(List<Term> terms, Scope scope) {
    var whole = new StringBuilder();
    for (int index = 0; index < terms.size(); index++) {
      var text = text(terms.get(index).in(scope));
      if (!scope.spend(1 + text.length() / CHARACTERS_PER_STEP)) {
        return Value.MISSING;
      }
      whole.append(text);
    }
    return new Value.Text(whole.toString());
  }

  /** From an index on, counted from the end if negative; up to a length, or to so many from it. */
  private static Value part(List<Term> terms, Scope scope) {
    var text = text(terms.get(0).in(scope));
    var start = index(terms.get(1), scope);
    int from = start < 0 ? Math.max(0, text.length() + start) : Math.min(start, text.length());
    int to = text.length();
    if (terms.size() == 3) {
      var length = index(terms.get(2), scope);
      to = length < 0 ? to + length : (int) Math.min(to, (long) from + length);
    }
    return new Value.Text(text.substring(from, Math.max(from, to)));
  }

  private static int index(Term term, Scope scope) {
    var number = Numbers.of(term.in(scope));
    if (number == null) {
      scope.malformed();
      return 0;
    }
    // Far beyond any text either way; an int would wrap around.
    return number.min(Bounds.MOST).max(Bounds.LEAST).intValue();
  }

  private static final class Bounds {
    static final BigDecimal MOST = BigDecimal.valueOf(1 << 24);
    static final BigDecimal LEAST = MOST.negate();
  }
}
