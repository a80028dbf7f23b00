package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.route.RouteStep;
import java.util.Optional;

/** Whether a step asks somebody about this event, and if not, why not. */
record Standing(RouteStep.State state, Optional<String> skipReason) {

  static final Standing WAITING = new Standing(RouteStep.State.WAITING, Optional.empty());
  static final Standing INACTIVE = skipped("INACTIVE");
  static final Standing CONDITION_NOT_MET = skipped("CONDITION_NOT_MET");
  static final Standing ABOVE_UPPER_BOUND = skipped("ABOVE_UPPER_BOUND");
  static final Standing AUTO_APPROVED =
      new Standing(RouteStep.State.AUTO_APPROVED, Optional.of("POLICY"));

  private static Standing skipped(String reason) {
    return new Standing(RouteStep.State.SKIPPED, Optional.of(reason));
  }
}
