package dev.countersign.rules.core.condition;

import java.math.BigDecimal;

/** What a number is compared with. */
public sealed interface Bound {

  /** A number written in the condition. */
  record Fixed(BigDecimal number) implements Bound {}

  /** Another fact of the same event. */
  record Other(Fact fact) implements Bound {}

  /** A share of another fact: more than 25 % of the original invoice (F-059). */
  record PercentOf(BigDecimal percent, Fact fact) implements Bound {}
}
