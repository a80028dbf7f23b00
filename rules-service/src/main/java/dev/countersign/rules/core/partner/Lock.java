package dev.countersign.rules.core.partner;

import java.util.List;

/**
 * What a partner has locked: no policy of it may choose the looser value, and where one still does
 * because it is older than the lock, the strict value is obeyed.
 */
public enum Lock {
  /** No maker decides on their own request (C-09). */
  MAKER_CHECKER_STRICT,
  /** Maker and approvers give their reasons (C-10). */
  REASONS_REQUIRED,
  /** No step approves itself, and nothing passes because no step applies (C-02, C-04). */
  NO_POLICY_AUTO_APPROVAL,
  /** The first rejection ends a step (C-01). */
  FIRST_REJECTION,
  /** One person serves one step. */
  DISTINCT_APPROVERS,
  /** No approver changes what is approved (C-11). */
  NO_EDIT_ON_APPROVE,
  /** A missing fact is looked at by an operator (C-07). */
  QUARANTINE_ON_MISSING_FACT,
  /** There is no emergency path (C-23). */
  NO_EMERGENCY_OVERRIDE,
  /** Each request is decided by itself. */
  NO_BULK;

  /** Whether it stands among a partner's locks. */
  public boolean isIn(List<String> locks) {
    return locks.contains(name());
  }
}
