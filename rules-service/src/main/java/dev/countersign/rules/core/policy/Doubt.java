package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.condition.OnMissingFact;

/** What an event comes to when the rules do not reach it (C-04, C-07). */
public record Doubt(OnMissingFact onMissingFact, NoApplicableStep onNoApplicableStep) {

  /** Nothing slips through: an operator looks. */
  public static final Doubt DEFAULT =
      new Doubt(OnMissingFact.QUARANTINE, NoApplicableStep.QUARANTINE);

  /** What "nobody is asked" means where the policy does not say that nobody need be. */
  public sealed interface NoApplicableStep {

    /** An operator looks. */
    record Quarantine() implements NoApplicableStep {}

    /** This step is asked instead. */
    record Fallback(Step step) implements NoApplicableStep {}

    /** It passes; a choice that has to be made by name, and that the analysis reports. */
    record AutoApprove() implements NoApplicableStep {}

    NoApplicableStep QUARANTINE = new Quarantine();
  }
}
