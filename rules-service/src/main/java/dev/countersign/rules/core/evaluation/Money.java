package dev.countersign.rules.core.evaluation;

import java.math.BigDecimal;

/** An amount at the scale of its currency, with the sign it came with. */
record Money(String currency, BigDecimal amount) {

  String text() {
    return amount.stripTrailingZeros().toPlainString() + " " + currency;
  }
}
