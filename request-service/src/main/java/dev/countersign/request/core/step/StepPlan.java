package dev.countersign.request.core.step;

import dev.countersign.request.core.people.Role;

/** A step as the policy resolved it: who is asked, how many must agree, what a rejection does. */
public record StepPlan(
    int no,
    String name,
    PlannedState state,
    Role role,
    Quorum quorum,
    RejectionRule rejectionRule,
    ReasonRule reasons,
    Clocks clocks) {

  /** What the policy already settled about a step. */
  public enum PlannedState {
    WAITING,
    SKIPPED,
    AUTO_APPROVED
  }
}
