package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.Rule;
import java.util.List;
import java.util.Optional;

/** The answer of the rules to one event. */
public sealed interface Conclusion {

  /** Nobody is asked because the policy says so. */
  record NotRequired(Policy policy, Rule lowest, List<TraceLine> trace) implements Conclusion {
    public NotRequired {
      trace = List.copyOf(trace);
    }
  }

  /** The event takes the question back; there is nothing to judge. */
  record Withdrawal() implements Conclusion {}

  /** The rule's route has to be walked. */
  record Required(Policy policy, Rule rule, List<String> locks, List<TraceLine> trace)
      implements Conclusion {
    public Required {
      locks = List.copyOf(locks);
      trace = List.copyOf(trace);
    }
  }

  /** The event cannot be judged. */
  record Quarantined(QuarantineReason reason, Optional<Policy> policy) implements Conclusion {}
}
