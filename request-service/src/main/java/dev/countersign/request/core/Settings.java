package dev.countersign.request.core;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a policy version says about a request as a whole. The defaults are the strict ones. */
public record Settings(
    Duration ttl,
    TtlInChanges ttlInChanges,
    Optional<Duration> hold,
    SelfApproval selfApproval,
    SameApprover sameApprover,
    Editing editing,
    IterationPolicy iterationPolicy,
    Set<CancelRight> cancelledBy,
    Optional<OverrideTerms> override,
    Bulk bulk) {

  /** Whether a request may be decided together with others. */
  public enum Bulk {
    ALLOWED,
    FORBIDDEN
  }

  /** Whether the time to live stands still while the maker is asked for changes. */
  public enum TtlInChanges {
    RUNS,
    PAUSES
  }

  /** Whether a maker may decide; it is flagged when they do (C-09). */
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
  public enum CancelRight {
    MAKER,
    OPERATOR,
    SOURCE_EVENT
  }

  /** Which material fields a checker may change; who does becomes a co-maker (C-11). */
  public sealed interface Editing {
    /** Whether all these fields may be changed. */
    default boolean allows(Set<String> fields) {
      return switch (this) {
        case NoFields _ -> false;
        case ListedFields(var listed) -> !fields.isEmpty() && listed.containsAll(fields);
        case AnyField _ -> !fields.isEmpty();
      };
    }
  }

  public record NoFields() implements Editing {}

  public record ListedFields(Set<String> fields) implements Editing {
    public ListedFields {
      fields = Set.copyOf(fields);
    }
  }

  public record AnyField() implements Editing {}

  /** How often an emergency override is possible, and how soon it is reviewed (F-159 … F-162). */
  public record OverrideTerms(int quotaPerMonth, Duration reviewWithin) {}

  /** How soon what a maker approved is reviewed, where nothing is said of overrides. */
  private static final Duration A_WEEK = Duration.ofDays(7);

  /** How soon an approval by a maker is reviewed: as soon as an override is (C-09). */
  public Duration reviewWithin() {
    return override.map(OverrideTerms::reviewWithin).orElse(A_WEEK);
  }

  public Settings {
    cancelledBy = Set.copyOf(cancelledBy);
  }

  /** A request that may be decided together with others. */
  public Settings(
      Duration ttl,
      TtlInChanges ttlInChanges,
      Optional<Duration> hold,
      SelfApproval selfApproval,
      SameApprover sameApprover,
      Editing editing,
      IterationPolicy iterationPolicy,
      Set<CancelRight> cancelledBy,
      Optional<OverrideTerms> override) {
    this(
        ttl,
        ttlInChanges,
        hold,
        selfApproval,
        sameApprover,
        editing,
        iterationPolicy,
        cancelledBy,
        override,
        Bulk.ALLOWED);
  }

  /** A request that lives so long, and for the rest is as strict as can be. */
  public static Settings strict(Duration ttl) {
    return new Settings(
        ttl,
        TtlInChanges.RUNS,
        Optional.empty(),
        SelfApproval.FORBIDDEN,
        SameApprover.DISTINCT,
        new NoFields(),
        IterationPolicy.PINNED,
        Set.of(CancelRight.values()),
        Optional.empty());
  }
}
