package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.policy.Clause;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.route.Route;
import java.util.List;
import java.util.Optional;

/** The answer of the rules to one event. */
public sealed interface Conclusion {

  /** Nobody is asked because the policy says so. */
  record NotRequired(Policy policy, Reason reason, List<TraceLine> trace) implements Conclusion {
    public NotRequired {
      trace = List.copyOf(trace);
    }

    /** By which of its words the policy asks nobody. */
    public enum Reason {
      /** The amount lies below every threshold that applies (F-064). */
      BELOW_FIRST_BAND,
      /** Every step approves itself on policy basis (F-103). */
      AUTO_APPROVED,
      /** No step applies, and the policy lets that pass by name (C-04). */
      NO_APPLICABLE_STEP
    }
  }

  /** The event takes the question back; there is nothing to judge. */
  record Withdrawal() implements Conclusion {}

  /** The route has to be walked; the clauses asked for it. */
  record Required(Policy policy, List<Clause> clauses, Route route, List<TraceLine> trace)
      implements Conclusion {
    public Required {
      clauses = List.copyOf(clauses);
      trace = List.copyOf(trace);
    }
  }

  /** The event cannot be judged; the trace says how far it came. */
  record Quarantined(QuarantineReason reason, Optional<Policy> policy, List<TraceLine> trace)
      implements Conclusion {
    public Quarantined {
      trace = List.copyOf(trace);
    }

    /** Before any rule was looked at. */
    static Quarantined at(QuarantineReason reason, Optional<Policy> policy) {
      return new Quarantined(reason, policy, List.of());
    }
  }
}
