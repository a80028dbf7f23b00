package dev.countersign.rules.core.condition;

/** What a condition comes to when a fact that decides it is not there (C-07, F-217). */
public enum OnMissingFact {
  /** Nobody can say: an operator must look. The default, because a gate must not fail open. */
  QUARANTINE,
  NON_MATCH,
  MATCH
}
