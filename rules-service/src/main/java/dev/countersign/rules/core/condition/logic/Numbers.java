package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What JSON Logic takes for a number. */
final class Numbers {

  private static final int MOST_DIGITS = 200;

  private Numbers() {}

  /**
   * Nothing is 0 and true is 1, as in JavaScript; a text is the number it writes. Null where
   * JavaScript has NaN, and for the empty text and lists, in which it sees numbers too.
   */
  static @Nullable BigDecimal of(Value value) {
    return switch (value) {
      case Value.Decimal(var number) -> number;
      case Value.Text(var text) -> Decimals.read(text.strip());
      case Value.Bool(var truth) -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
      case Value.Missing _ -> BigDecimal.ZERO;
      case Value.Items _, Value.Fields _ -> null;
    };
  }

  /** A result as a value, unless it has grown out of any sensible number. */
  static Value value(BigDecimal number, Scope scope) {
    var isSensible =
        number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    return isSensible ? new Value.Decimal(number) : scope.malformed();
  }
}
