package dev.countersign.rules.core.money;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What an amount field holds: an amount that can be compared, or the reason why it cannot. */
public sealed interface AmountReading {

  /** An amount at the scale of its currency. */
  record Valid(BigDecimal amount) implements AmountReading {}

  /** No amount there. */
  record Absent() implements AmountReading {}

  /** Something that is not an amount of this currency for this operation. */
  record Malformed() implements AmountReading {}

  int MAX_PRECISION = 18;
  Pattern PLAIN_DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
  AmountReading ABSENT = new Absent();
  AmountReading MALFORMED = new Malformed();

  /**
   * Reads a JSON number or a plain decimal string; grouping, exponents in text, NaN are refused.
   */
  static AmountReading read(Value value, int minorUnits, SignRule signRule) {
    return switch (value) {
      case Value.Missing _ -> ABSENT;
      case Value.Decimal(var number) -> check(number, minorUnits, signRule);
      case Value.Text(var text) -> fromText(text, minorUnits, signRule);
      case Value.Bool _, Value.Items _, Value.Fields _ -> MALFORMED;
    };
  }

  private static AmountReading fromText(String text, int minorUnits, SignRule signRule) {
    if (!PLAIN_DECIMAL.matcher(text).matches()) {
      return MALFORMED;
    }
    var number = new BigDecimal(text);
    var isNegativeZero = number.signum() == 0 && text.charAt(0) == '-';
    return isNegativeZero ? MALFORMED : check(number, minorUnits, signRule);
  }

  private static AmountReading check(BigDecimal number, int minorUnits, SignRule signRule) {
    var fits =
        number.scale() <= minorUnits
            && number.precision() <= MAX_PRECISION
            // In longs: a scale near the end of int would wrap around.
            && (long) number.precision() - number.scale() <= MAX_PRECISION
            && signRule.allows(number);
    return fits ? new Valid(number.setScale(minorUnits)) : MALFORMED;
  }
}
