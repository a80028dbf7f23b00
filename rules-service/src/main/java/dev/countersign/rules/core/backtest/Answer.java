package dev.countersign.rules.core.backtest;

import dev.countersign.rules.core.evaluation.TraceLine;
import java.util.List;
import java.util.Optional;

/**
 * What an event was or would be answered, in the form in which two answers are compared.
 *
 * @param rules the clauses that ask
 * @param route all that the route says, as one text: nothing of it may differ unnoticed
 */
public record Answer(
    String verdict,
    Optional<String> reason,
    Optional<Integer> policyVersion,
    List<String> rules,
    List<AskedStep> asked,
    String route,
    List<TraceLine> trace) {

  private static final String REQUIRED = "REQUIRED";
  private static final String QUARANTINED = "QUARANTINED";

  public Answer {
    rules = List.copyOf(rules);
    asked = List.copyOf(asked);
    trace = List.copyOf(trace);
  }

  boolean isRequired() {
    return verdict.equals(REQUIRED);
  }

  boolean isQuarantined() {
    return verdict.equals(QUARANTINED);
  }

  /** Whether nobody would see the event before it takes effect. */
  boolean isUnseen() {
    return !isRequired() && !isQuarantined();
  }
}
