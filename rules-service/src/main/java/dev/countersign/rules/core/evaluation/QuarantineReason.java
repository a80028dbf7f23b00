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
  /** The amount lies in a gap of the bands or above a bounded top one. */
  AMOUNT_WITHOUT_BAND,
  MAKER_REASON_TOO_SHORT,
  /** A condition needs a fact that is not there (C-07, F-217). */
  FACT_MISSING,
  /** A condition meets a fact of another kind than it tests. */
  FACT_MALFORMED,
  CONDITION_TOO_COSTLY,
  /** No rule and no step applies: that is never an approval by itself (C-04, F-216). */
  NO_APPLICABLE_STEP,
  /** More tracks are required than apply to this event. */
  TRACKS_UNREACHABLE,
  /** The event does not name the approver, branch or location that a step takes from it. */
  APPROVER_UNRESOLVED,
  /** The evaluator itself failed on this event: a bug, answered instead of a stopped stream. */
  EVALUATOR_ERROR
}
