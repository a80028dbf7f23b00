package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;

/** What counts as true where JSON Logic asks for a truth. */
final class Truthiness {

  static final Value TRUE = new Value.Bool(true);
  static final Value FALSE = new Value.Bool(false);

  private Truthiness() {}

  /** Nothing, zero, the empty text and the empty list are false; everything else is true. */
  static boolean of(Value value) {
    return switch (value) {
      case Value.Bool(var truth) -> truth;
      case Value.Decimal(var number) -> number.signum() != 0;
      case Value.Text(var text) -> !text.isEmpty();
      case Value.Items(var items) -> !items.isEmpty();
      case Value.Fields _ -> true;
      case Value.Missing _ -> false;
    };
  }

  static Value value(boolean truth) {
    return truth ? TRUE : FALSE;
  }
}
