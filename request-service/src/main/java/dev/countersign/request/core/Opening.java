package dev.countersign.request.core;

import dev.countersign.request.core.Settings.OverrideTerms;
import dev.countersign.request.core.step.Tracks;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the policy said about one event, as far as the rules of a request need it. */
public sealed interface Opening {

  /** The policy asks nobody (T-01). */
  record NotRequired() implements Opening {}

  /** People must decide (T-02). */
  record Required(
      String operation, Set<PersonId> makers, Seen pinned, Tracks tracks, Settings settings)
      implements Opening {
    public Required {
      makers = Set.copyOf(makers);
    }

    /** The same, asked as this iteration of a request. */
    public Required asIteration(int iteration) {
      var next = new Seen(pinned.payload(), iteration, pinned.policyVersion());
      return new Required(operation, makers, next, tracks, settings);
    }
  }

  /** Nobody can say what the policy means for this event (T-03). */
  record Unevaluable(
      Set<PersonId> makers, String reasonCode, Duration ttl, Optional<OverrideTerms> override)
      implements Opening {
    public Unevaluable {
      makers = Set.copyOf(makers);
    }
  }
}
