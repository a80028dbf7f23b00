package dev.countersign.rules.core.condition;

/** What a fact is declared to be (F-021, F-219). */
public enum FactType {
  /** A JSON number or a text that is a plain decimal; compared by value, so 100 is 100.00. */
  DECIMAL,
  TEXT,
  BOOLEAN,
  /** A JSON array. */
  LIST,
  /** Not declared: every test takes the fact as it finds it, equality by its text (F-032). */
  UNDECLARED
}
