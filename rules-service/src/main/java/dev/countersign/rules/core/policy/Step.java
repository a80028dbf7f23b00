package dev.countersign.rules.core.policy;

/** One level of a route: who is asked, how many must agree, and what happens if nobody answers. */
public record Step(String name, String role, Quorum quorum, StepClock clock) {

  /** A step named after its role, for one person, with the given clock. */
  public static Step of(String role, StepClock clock) {
    return new Step(role, role, Quorum.ONE, clock);
  }
}
