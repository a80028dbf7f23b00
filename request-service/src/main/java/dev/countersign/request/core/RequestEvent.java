package dev.countersign.request.core;

import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.Settings.OverrideTerms;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Tally;
import dev.countersign.request.core.step.Tracks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts about one request, in the order they became true. */
public sealed interface RequestEvent {
  Instant at();

  /** How a request begins. */
  sealed interface OpeningEvent extends RequestEvent {}

  /** What happens to a step of a pending request. */
  sealed interface StepEvent extends RequestEvent {}

  /** What happens between an approval and its effect. */
  sealed interface HoldEvent extends RequestEvent {}

  /** How a request ends. */
  sealed interface EndingEvent extends RequestEvent {}

  /** What follows an emergency override or a self-approval. */
  sealed interface ReviewEvent extends RequestEvent {}

  /** The policy asked nobody. Answers the event; opens nothing. */
  record ApprovalNotRequired(Instant at) implements OpeningEvent {}

  record RequestCreated(Terms terms, Tracks tracks, Instant at) implements OpeningEvent {}

  record RequestQuarantined(
      Set<PersonId> makers,
      String reasonCode,
      Instant expiresAt,
      Optional<OverrideTerms> override,
      Instant at)
      implements OpeningEvent {
    public RequestQuarantined {
      makers = Set.copyOf(makers);
    }
  }

  record RequestReleased(PersonId by, Reason reason, Instant at) implements OpeningEvent {}

  /** The votes credited from the step before count as given here. */
  record StepStarted(int step, Pool pool, List<Ballot> credited, Instant at) implements StepEvent {
    public StepStarted {
      credited = List.copyOf(credited);
    }
  }

  record StepSkipped(int step, Instant at) implements StepEvent {}

  record StepAutoApproved(int step, Instant at) implements StepEvent {}

  /** A vote; {@code moved} says which earlier votes now count for another open step. */
  record DecisionRecorded(
      int step,
      Ballot ballot,
      Reason reason,
      Map<PersonId, Integer> moved,
      Tally tally,
      Manner manner,
      Instant at)
      implements StepEvent {
    public DecisionRecorded {
      moved = Map.copyOf(moved);
    }

    /** A vote that was given alone. */
    public DecisionRecorded(
        int step,
        Ballot ballot,
        Reason reason,
        Map<PersonId, Integer> moved,
        Tally tally,
        Instant at) {
      this(step, ballot, reason, moved, tally, Manner.ALONE, at);
    }
  }

  record SelfApprovalUsed(int step, PersonId by, Instant at) implements StepEvent {}

  record StepApproved(int step, Tally tally, Instant at) implements StepEvent {}

  record StepRejected(int step, Tally tally, Instant at) implements StepEvent {}

  record StepExpired(int step, Instant at) implements StepEvent {}

  record StepBlocked(int step, int able, int missing, Instant at) implements StepEvent {}

  record StepUnblocked(int step, int able, Instant at) implements StepEvent {}

  record StepSlaBreached(int step, Instant at) implements StepEvent {}

  record StepReminded(int step, Cause cause, Pool pool, Instant at) implements StepEvent {}

  record StepEscalated(int step, int rung, Pool pool, Instant at) implements StepEvent {}

  record AssignmentReassigned(
      int step, PersonId by, PersonId from, PersonId to, Reason reason, Instant at)
      implements StepEvent {}

  record ChangesRequested(
      int step,
      PersonId by,
      Optional<Integer> backTo,
      Optional<Edit> edit,
      Reason reason,
      Instant at)
      implements StepEvent {}

  /** After a return, {@code from} is the step that is asked first again. */
  record IterationStarted(
      Beginning beginning, Optional<Integer> from, Terms terms, Tracks tracks, Instant at)
      implements RequestEvent {}

  /** Why a request is asked anew. */
  enum Beginning {
    SOURCE_REVISED,
    RESUBMITTED,
    UNCHANGED,
    RETURNED
  }

  /** If a maker's vote was needed and there is no hold, it is to be reviewed by then. */
  record RequestApproved(
      List<PersonId> decidedBy, Instant effectiveAt, Optional<Instant> reviewBy, Instant at)
      implements EndingEvent {
    public RequestApproved {
      decidedBy = List.copyOf(decidedBy);
    }

    /** An approval that nobody has to review. */
    public RequestApproved(List<PersonId> decidedBy, Instant effectiveAt, Instant at) {
      this(decidedBy, effectiveAt, Optional.empty(), at);
    }

    boolean isHeld() {
      return effectiveAt.isAfter(at);
    }
  }

  record HoldStarted(Instant effectiveAt, Instant at) implements HoldEvent {}

  /** What a maker voted for takes effect now, and is to be reviewed by then. */
  record HoldReleased(Instant effectiveAt, Optional<Instant> reviewBy, Instant at)
      implements HoldEvent {}

  record RequestRevoked(Revoker by, Reason reason, Instant at) implements HoldEvent {}

  /** Without a person the step's time ran out. */
  record RequestRejected(int step, Optional<PersonId> by, Reason reason, Instant at)
      implements EndingEvent {}

  record RequestExpired(Instant expiresAt, Instant at) implements EndingEvent {}

  /** The compatibility name of an expiry: always the same transition, right behind it. */
  record RequestAutoRejected(Instant expiresAt, Instant at) implements EndingEvent {}

  record RequestCancelled(Canceller by, Reason reason, Instant at) implements EndingEvent {}

  record RequestOverridden(
      PersonId by, PersonId witness, Reason justification, Instant reviewBy, Instant at)
      implements EndingEvent {}

  record OverrideReviewed(PersonId by, Finding finding, Reason reason, Instant at)
      implements ReviewEvent {}

  /** What a review came to. */
  enum Finding {
    JUSTIFIED,
    NOT_JUSTIFIED
  }

  record OverrideReviewOverdue(Instant reviewBy, Instant at) implements ReviewEvent {}

  record SelfApprovalReviewed(PersonId by, Finding finding, Reason reason, Instant at)
      implements ReviewEvent {}

  record SelfApprovalReviewOverdue(Instant reviewBy, Instant at) implements ReviewEvent {}
}
