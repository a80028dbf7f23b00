package dev.countersign.rules.app;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a policy as it is stored. {@code row} counts its changes and is its ETag.
 *
 * @param shadowFrom since when it is, or was last, evaluated beside the version in force
 * @param upkeep of a version that is or was in force
 */
public record PolicyVersion(
    PolicyId policy,
    OperationCode operation,
    int version,
    State state,
    Terms terms,
    Set<PersonId> authors,
    int row,
    OffsetDateTime createdAt,
    Optional<String> reason,
    Optional<String> submittedBy,
    Optional<String> activatedBy,
    Optional<OffsetDateTime> activatedAt,
    Optional<OffsetDateTime> validFrom,
    Optional<OffsetDateTime> validUntil,
    Optional<String> retiredBy,
    Optional<String> retireReason,
    Optional<OffsetDateTime> shadowFrom,
    Optional<Upkeep> upkeep) {

  public PolicyVersion {
    authors = Set.copyOf(authors);
  }

  /** The last day to look whether it still fits, in the partner's zone, and who did so last. */
  public record Upkeep(LocalDate reviewBy, Optional<Confirmation> last) {

    private static final int YEARS_AT_MOST = 2;

    /** Whether somebody may put the next review off to a day; it counts from a day of its own. */
    static boolean mayBe(LocalDate reviewBy, LocalDate since) {
      return reviewBy.isAfter(since) && !reviewBy.isAfter(since.plusYears(YEARS_AT_MOST));
    }

    public boolean isDue(LocalDate today) {
      return today.isAfter(reviewBy);
    }
  }

  /** Somebody has looked, and said why it still fits. */
  public record Confirmation(String by, OffsetDateTime at, String reason) {}

  /**
   * Where a version stands: {@code DRAFT → IN_REVIEW → ACTIVE → RETIRED}; turned down in review, it
   * is retired at once. A draft may stand in the {@code SHADOW} before it is reviewed (N-02).
   */
  public enum State {
    DRAFT,
    SHADOW,
    IN_REVIEW,
    ACTIVE,
    RETIRED
  }
}
