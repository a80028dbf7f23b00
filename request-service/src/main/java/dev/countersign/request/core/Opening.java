package dev.countersign.request.core;

import dev.countersign.request.core.step.StepPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the policy said about one event, as far as the rules of a request need it. */
public sealed interface Opening {

  /** The policy asks nobody (T-01). */
  record NotRequired() implements Opening {}

  /** People must decide (T-02). */
  record Required(Set<PersonId> makers, Seen pinned, List<StepPlan> steps, Duration ttl)
      implements Opening {
    public Required {
      makers = Set.copyOf(makers);
      steps = List.copyOf(steps);
    }
  }

  /** Nobody can say what the policy means for this event (T-03). */
  record Unevaluable(Set<PersonId> makers, String reasonCode, Duration ttl) implements Opening {
    public Unevaluable {
      makers = Set.copyOf(makers);
    }
  }
}
