package dev.countersign.request.core.step;

/** Where a step stands. WAITING, ACTIVE and BLOCKED steps move, the others do not. */
public enum StepStatus {
  WAITING,
  ACTIVE,
  BLOCKED,
  APPROVED,
  AUTO_APPROVED,
  REJECTED,
  EXPIRED,
  CHANGES_REQUESTED,
  SKIPPED,
  CANCELLED
}
