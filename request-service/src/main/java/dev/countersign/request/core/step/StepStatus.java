package dev.countersign.request.core.step;

/** Where a step stands. Only WAITING and ACTIVE steps move. */
public enum StepStatus {
  WAITING,
  ACTIVE,
  APPROVED,
  AUTO_APPROVED,
  REJECTED,
  EXPIRED,
  SKIPPED,
  CANCELLED
}
