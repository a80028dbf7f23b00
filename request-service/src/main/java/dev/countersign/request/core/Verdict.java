package dev.countersign.request.core;

/** What an answer tells its consumers. Only QUARANTINED is not final. */
public enum Verdict {
  APPROVED,
  REJECTED,
  NOT_REQUIRED,
  CANCELLED,
  QUARANTINED
}
