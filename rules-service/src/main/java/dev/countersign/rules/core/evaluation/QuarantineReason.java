package dev.countersign.rules.core.evaluation;

/** Why an event cannot be judged. Each one is a question for an operator, never a silent yes. */
public enum QuarantineReason {
  UNREGISTERED_TYPE,
  UNKNOWN_PARTNER,
  NO_ACTIVE_POLICY,
  REVISION_INVALID,
  MAKER_MISSING,
  MAKER_UNCLEAR,
  MAKER_REASON_MISSING,
  AMOUNT_MISSING,
  AMOUNT_INVALID,
  CURRENCY_MISSING,
  CURRENCY_UNKNOWN,
  CURRENCY_WITHOUT_BAND,
  /** The evaluator itself failed on this event: a bug, answered instead of a stopped stream. */
  EVALUATOR_ERROR
}
