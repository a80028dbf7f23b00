package dev.countersign.request.read;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people asked for soon after they had a hand in the rules that judged it (SD-15): the pinned
 * policy version was theirs, or they changed who may decide. It is allowed, and somebody looks.
 */
public interface VelocityReport {

  /** The platform roles that see it. */
  Set<String> READERS = Set.of("auditor", "operator");

  /** Since when answers are looked at, and how long before them a hand in the rules counts. */
  record Span(Instant since, Duration window) {}

  /** What a flagged answer was: a request, or an event nobody was asked for. */
  enum Kind {
    REQUEST,
    NOT_REQUIRED
  }

  /** What hand somebody had in what judged them. */
  enum Hand {
    POLICY_AUTHORED,
    POLICY_ACTIVATED,
    POOL_CHANGED
  }

  /** One of the makers, or another account of one, and what they did when. */
  record Finding(Hand hand, String person, OffsetDateTime at, @Nullable String changed) {}

  /** An answer and everything found about its makers; {@code key} tells it from all others. */
  record Flagged(
      Kind kind,
      String key,
      OffsetDateTime at,
      String status,
      String operation,
      String subject,
      @Nullable String amount,
      @Nullable String currency,
      String maker,
      String policyId,
      int policyVersion,
      List<Finding> findings) {
    public Flagged {
      findings = List.copyOf(findings);
    }
  }

  /** The place of one in the report. */
  record Place(OffsetDateTime at, String key) {}

  /** Newest first, at most {@code limit} that stand behind the place. */
  Uni<List<Flagged>> page(Viewer viewer, Span span, @Nullable Place behind, int limit);
}
