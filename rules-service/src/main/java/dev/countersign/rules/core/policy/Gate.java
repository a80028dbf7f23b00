package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import java.time.Instant;
import java.util.Optional;

/**
 * What decides, before anybody is asked, whether a step needs anybody (section 7 of the features).
 *
 * @param when the step applies only where this holds; otherwise it is skipped (F-031)
 * @param upperBound above this amount the step is skipped (F-083)
 * @param bypass while it lasts the step is skipped (F-088, C-19)
 */
public record Gate(
    CompiledCondition when,
    Optional<AutoApproval> autoApproval,
    Optional<Limit> upperBound,
    Optional<Bypass> bypass) {

  /** Always asks. */
  public static final Gate OPEN =
      new Gate(CompiledCondition.ALWAYS, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Approves the step on policy basis (C-02): where the amount is at most the limit and the
   * condition holds. Never a decision, never counted into a quorum.
   */
  public record AutoApproval(Optional<Limit> upTo, CompiledCondition when) {}

  /** An inactive step: until an instant, or until a version without it. */
  public record Bypass(Optional<Instant> until) {

    /** Whether the step is inactive at this instant. */
    public boolean isInForce(Instant at) {
      return until.isEmpty() || at.isBefore(until.get());
    }
  }

  /** Whether nothing about an event can close it. */
  boolean isAlwaysOpen() {
    return when.condition() instanceof Condition.Always
        && autoApproval.isEmpty()
        && upperBound.isEmpty()
        && bypass.isEmpty();
  }
}
