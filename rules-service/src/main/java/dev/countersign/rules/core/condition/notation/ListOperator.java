package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.condition.logic.Advice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fifteen operators of the list notation, each under its names (F-032 … F-046). */
public enum ListOperator {
  EQUALS("==", "equals"),
  NOT_EQUALS("not_equals"),
  GREATER_THAN(">", "greater_than"),
  LESS_THAN("<", "less_than"),
  GREATER_OR_EQUAL(">=", "greater_or_equal"),
  LESS_OR_EQUAL("<=", "less_or_equal"),
  CONTAINS("contains"),
  NOT_CONTAINS("not_contains"),
  STARTS_WITH("starts_with"),
  ENDS_WITH("ends_with"),
  IN("in"),
  NOT_IN("not_in"),
  BETWEEN("between"),
  IS_EMPTY("is_empty"),
  IS_NOT_EMPTY("is_not_empty");

  /** What people write who mean {@code not_equals} (F-033). */
  private static final List<String> REFUSED_SYMBOLS = List.of("!=", "<>", "!==", "≠");

  private static final Map<String, ListOperator> BY_NAME =
      Arrays.stream(values())
          .flatMap(it -> it.names().stream().map(name -> Map.entry(name, it)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String name;
  private final String alias;

  ListOperator(String name) {
    this(name, name);
  }

  ListOperator(String name, String alias) {
    this.name = name;
    this.alias = alias;
  }

  /** Its names, the first of which is shown. */
  public List<String> names() {
    return name.equals(alias) ? List.of(name) : List.of(name, alias);
  }

  static Optional<ListOperator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static boolean isRefusedSymbol(String name) {
    return REFUSED_SYMBOLS.contains(Advice.unescaped(name));
  }

  /** Every name, for who wrote another one. */
  static String all() {
    return Arrays.stream(values())
        .map(it -> String.join(" or ", it.names()))
        .collect(Collectors.joining(", "));
  }

  boolean takesNoValue() {
    return this == IS_EMPTY || this == IS_NOT_EMPTY;
  }
}
