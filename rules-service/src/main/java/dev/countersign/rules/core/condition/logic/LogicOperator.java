package dev.countersign.rules.core.condition.logic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operators of JSON Logic, then those that later engines agree on, then ours: the list
 * notation's tests, so that they can stand in an {@code or}.
 */
public enum LogicOperator {
  VAR("var", 0, 2),
  MISSING("missing", 0, Arity.ANY),
  MISSING_SOME("missing_some", 2, 2),
  IF("if", 0, Arity.ANY),
  CHOOSE("?:", 3, 3),
  AND("and", 1, Arity.ANY),
  OR("or", 1, Arity.ANY),
  NOT("!", 1, 1),
  TRUTHY("!!", 1, 1),
  EQUAL("==", 2, 2),
  SAME("===", 2, 2),
  NOT_EQUAL("!=", 2, 2),
  NOT_SAME("!==", 2, 2),
  ABOVE(">", 2, 2),
  AT_LEAST(">=", 2, 2),
  BELOW("<", 2, 3),
  AT_MOST("<=", 2, 3),
  ADD("+", 1, Arity.ANY),
  SUBTRACT("-", 1, 2),
  MULTIPLY("*", 1, Arity.ANY),
  DIVIDE("/", 2, 2),
  REMAINDER("%", 2, 2),
  MAX("max", 1, Arity.ANY),
  MIN("min", 1, Arity.ANY),
  IN("in", 2, 2),
  CAT("cat", 0, Arity.ANY),
  SUBSTR("substr", 2, 3),
  MERGE("merge", 0, Arity.ANY),
  MAP("map", 2, 2),
  FILTER("filter", 2, 2),
  REDUCE("reduce", 3, 3),
  ALL("all", 2, 2),
  NONE("none", 2, 2),
  SOME("some", 2, 2),

  VAL("val", 0, Arity.ANY),
  EXISTS("exists", 1, Arity.ANY),
  COALESCE("??", 1, Arity.ANY),
  LENGTH("length", 1, 1),
  PRESERVE("preserve", 0, Arity.ANY),

  CONTAINS("contains", 2, 2),
  STARTS_WITH("starts_with", 2, 2),
  ENDS_WITH("ends_with", 2, 2),
  BETWEEN("between", 3, 3),
  IS_EMPTY("is_empty", 1, 1),
  CROSSES("crosses", 3, 3),
  CROSSES_UP("crosses_up", 3, 3),
  CROSSES_DOWN("crosses_down", 3, 3);

  private static final Map<String, LogicOperator> BY_SYMBOL =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(LogicOperator::symbol, Function.identity()));

  private final String symbol;
  private final int fewest;
  private final int most;

  LogicOperator(String symbol, int fewest, int most) {
    this.symbol = symbol;
    this.fewest = fewest;
    this.most = most;
  }

  public static Optional<LogicOperator> of(String symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(symbol));
  }

  /** All symbols, in order. */
  public static List<String> symbols() {
    return Arrays.stream(values()).map(LogicOperator::symbol).toList();
  }

  public String symbol() {
    return symbol;
  }

  /** Whether its second argument speaks of the elements of its first. */
  boolean iterates() {
    return switch (this) {
      case MAP, FILTER, REDUCE, ALL, NONE, SOME -> true;
      default -> false;
    };
  }

  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** How many arguments it takes, in words. */
  String arity() {
    if (fewest == most) {
      return "" + fewest;
    }
    return most == Arity.ANY ? "at least " + fewest : fewest + " to " + most;
  }

  private static final class Arity {
    static final int ANY = Integer.MAX_VALUE;
  }
}
