package dev.countersign.rules.core.condition;

/** How a condition is written (C-06). */
public enum Notation {
  /** Nothing written: applies always. */
  BLANK,
  /** A list of field, operator and value, all of which must hold (F-027 … F-052). */
  LIST,
  /** JSON Logic (F-053). */
  JSON_LOGIC,
  /** One comparison in one line: {@code amount >= 500} (F-054). */
  ONE_LINE
}
