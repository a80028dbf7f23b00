package dev.countersign.rules.core.policy;

/** Why terms may not become a policy version. */
public enum TermsProblem {
  OPERATION_WITHOUT_AMOUNT,
  BANDS_MISSING,
  TOO_MANY_BANDS,
  BAND_REPEATED,
  CURRENCY_UNKNOWN,
  AMOUNT_INVALID,
  STEPS_MISSING,
  TOO_MANY_STEPS,
  ROLE_INVALID,
  QUORUM_INVALID,
  TIMEOUT_INVALID,
  TTL_INVALID
}
