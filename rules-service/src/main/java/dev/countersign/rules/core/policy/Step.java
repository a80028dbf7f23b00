package dev.countersign.rules.core.policy;

import java.util.List;

/**
 * One level of a track: who is asked, how many must agree, when refusals end it, whether it applies
 * at all, and what happens if nobody answers.
 */
public record Step(
    String name,
    List<Approver> approvers,
    Quorum quorum,
    RejectionRule rejectionRule,
    Gate gate,
    StepClocks clocks) {

  public Step {
    approvers = List.copyOf(approvers);
  }

  /** A step named after its role, for one person of it, with the given clocks. */
  public static Step of(String role, StepClocks clocks) {
    return new Step(
        role, List.of(Approver.role(role)), Quorum.ONE, RejectionRule.FIRST, Gate.OPEN, clocks);
  }
}
