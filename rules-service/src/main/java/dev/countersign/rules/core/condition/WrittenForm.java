package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Values as texts, for the tests that compare texts (F-032, F-051). */
final class WrittenForm {

  private WrittenForm() {}

  /** A scalar written out; null for what has no text. Numbers are written plain, as they came. */
  static @Nullable String of(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Bool(var truth) -> truth ? "true" : "false";
      case Value.Items _, Value.Fields _, Value.Missing _ -> null;
    };
  }

  /** The number that is written exactly like this, if there is one: 1.50, but not 01.5. */
  static @Nullable BigDecimal numberWritten(String text) {
    var number = Decimals.read(text);
    return number != null && number.toPlainString().equals(text) ? number : null;
  }

  /** A number in the form in which equal numbers are written alike. */
  static BigDecimal canonical(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
