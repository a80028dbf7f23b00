package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decimals out of what JSON gives. No number ever passes through a double. */
public final class Decimals {

  private static final int LONGEST = 60;

  private Decimals() {}

  /** A plain decimal: digits, perhaps a sign and a fraction; no exponent, grouping or blanks. */
  public static @Nullable BigDecimal read(String text) {
    return isPlain(text) ? new BigDecimal(text) : null;
  }

  /** The number a value is or writes; null if neither. */
  public static @Nullable BigDecimal read(Value value) {
    return switch (value) {
      case Value.Decimal(var number) -> number;
      case Value.Text(var text) -> read(text);
      case Value.Bool _, Value.Items _, Value.Fields _, Value.Missing _ -> null;
    };
  }

  private static boolean isPlain(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    int wholeEnd = point < 0 ? text.length() : point;
    return text.length() <= LONGEST
        && areDigits(text, start, wholeEnd)
        && (wholeEnd - start == 1 || text.charAt(start) != '0')
        && (point < 0 || areDigits(text, point + 1, text.length()));
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int index = from; index < to; index++) {
      if (text.charAt(index) < '0' || text.charAt(index) > '9') {
        return false;
      }
    }
    return from < to;
  }
}
