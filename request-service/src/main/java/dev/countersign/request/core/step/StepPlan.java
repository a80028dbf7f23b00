package dev.countersign.request.core.step;

import dev.countersign.request.core.people.Approver;
import java.util.List;

/**
 * A step as the policy resolved it: who is asked, how many must agree, what a rejection does. The
 * numbers run through all tracks of a route.
 */
public record StepPlan(
    int no,
    String name,
    PlannedState state,
    List<Approver> approvers,
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

  public StepPlan {
    approvers = List.copyOf(approvers);
  }
}
