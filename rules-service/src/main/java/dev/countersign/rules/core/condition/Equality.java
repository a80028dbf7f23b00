package dev.countersign.rules.core.condition;

/** The senses in which a fact can equal a value. */
public enum Equality {
  /** The fact, written out, is exactly this text: {@code 100} is not {@code 100.00} (F-032). */
  TEXT,
  /** Both are decimals of the same value: what a declared number gets (F-219). */
  DECIMAL,
  /** JSON Logic's {@code ===}: same type and same value. */
  STRICT,
  /** JSON Logic's {@code ==}: a number equals the text that writes it. */
  LOOSE
}
