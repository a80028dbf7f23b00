package dev.countersign.rules.core.money;

import java.math.BigDecimal;

/** Which signs an operation's amount may have. A negative amount must never read as a small one. */
public enum SignRule {
  NON_NEGATIVE,
  /** Either sign; the magnitude is what bands compare. */
  EITHER;

  public boolean allows(BigDecimal amount) {
    return this == EITHER || amount.signum() >= 0;
  }
}
