package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.partner.Lock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with a request (C-09, C-11, C-16, A-08, A-31). Whoever stands in the event at one
 * of {@code beneficiaries} gains by it, and decides it as little as its maker (SD-12).
 */
public record Conduct(
    SelfApproval selfApproval,
    SameApprover sameApprover,
    EditOnApprove editOnApprove,
    IterationPolicy iterationPolicy,
    Set<Canceller> cancelledBy,
    Optional<Emergency> override,
    boolean bulk,
    List<Path> beneficiaries) {

  /** The safe choice of each. */
  public static final Conduct DEFAULT =
      new Conduct(
          SelfApproval.FORBIDDEN,
          SameApprover.DISTINCT,
          new EditOnApprove.Nothing(),
          IterationPolicy.PINNED,
          EnumSet.allOf(Canceller.class),
          Optional.empty(),
          true,
          List.of());

  public Conduct {
    cancelledBy = Set.copyOf(cancelledBy);
    beneficiaries = List.copyOf(beneficiaries);
  }

  Conduct under(List<String> locks) {
    return new Conduct(
        Lock.MAKER_CHECKER_STRICT.isIn(locks) ? SelfApproval.FORBIDDEN : selfApproval,
        Lock.DISTINCT_APPROVERS.isIn(locks) ? SameApprover.DISTINCT : sameApprover,
        Lock.NO_EDIT_ON_APPROVE.isIn(locks) ? new EditOnApprove.Nothing() : editOnApprove,
        iterationPolicy,
        cancelledBy,
        Lock.NO_EMERGENCY_OVERRIDE.isIn(locks) ? Optional.empty() : override,
        bulk && !Lock.NO_BULK.isIn(locks),
        beneficiaries);
  }

  /** Whether a maker who is eligible may decide; if so it is flagged and reviewed (C-09). */
  public enum SelfApproval {
    FORBIDDEN,
    ALLOWED
  }

  /** Whether one person may serve several steps. */
  public enum SameApprover {
    DISTINCT,
    COUNT_ONCE,
    ALLOW
  }

  /** Which version judges a later iteration (T-13). */
  public enum IterationPolicy {
    PINNED,
    LATEST
  }

  /** Who may take a request back (C-16). */
  public enum Canceller {
    MAKER,
    OPERATOR,
    SOURCE_EVENT
  }

  /** What an approver may change; who does becomes a co-maker (C-11). */
  public sealed interface EditOnApprove {

    /** Nothing. */
    record Nothing() implements EditOnApprove {}

    /** These material fields. */
    record Listed(List<String> fields) implements EditOnApprove {
      public Listed {
        fields = List.copyOf(fields);
      }
    }

    /** Every material field. */
    record Anything() implements EditOnApprove {}
  }

  /**
   * An emergency path around the approvers: how often, and how soon it is reviewed (F-159 to
   * F-162).
   */
  public record Emergency(int quotaPerMonth, Duration reviewWithin) {}
}
