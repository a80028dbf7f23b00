package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.Settings.OverrideTerms;
import dev.countersign.request.core.step.Tracks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request stands. A closed state has no moves, so nothing can leave it.
 *
 * <pre>
 * NotOpened ─┬─► NotRequired ▣
 *            ├─► Quarantined ─┬─ released ─► as from NotOpened
 *            │                └─► Expired ▣ | Cancelled ▣ | Overridden ▣
 *            └─► Pending ─┬─► Approved ▣ | Rejected ▣ | Expired ▣ | Cancelled ▣ | Overridden ▣
 *                 ▲       ├─► Held ─► Approved ▣ | Revoked ▣ | Cancelled ▣
 *                 │       └─► Changes ─► Expired ▣ | Cancelled ▣
 *                 └─ new iteration ─┘
 * </pre>
 */
public sealed interface RequestState {

  /** What a vote has to have seen now; where nobody can vote, nothing will do. */
  default Seen pinned() {
    return this instanceof Pending(var terms, _) ? terms.pinned() : Seen.NOTHING;
  }

  /** No event of this request is known. */
  record NotOpened() implements RequestState {}

  /** Waiting for checkers. */
  record Pending(Terms terms, Tracks tracks) implements RequestState {}

  /** Waiting for the maker. With a paused time to live, this much of it is left. */
  record Changes(Terms terms, Tracks tracks, Optional<Duration> left) implements RequestState {}

  /** Approved, but not to be acted on before its time (F-163). */
  record Held(Terms terms, Tracks tracks, Instant effectiveAt) implements RequestState {}

  /** Waiting for an operator: the policy could not be applied. */
  record Quarantined(
      Set<PersonId> makers,
      Instant expiresAt,
      Optional<OverrideTerms> override,
      Attention attention)
      implements RequestState {
    public Quarantined {
      makers = Set.copyOf(makers);
    }
  }

  /** Whether an operator has released the event to be evaluated again. */
  enum Attention {
    OWED,
    RELEASED
  }

  /** A state that nothing leaves. */
  sealed interface Closed extends RequestState {}

  record NotRequired() implements Closed {}

  record Approved(Tracks tracks) implements Closed {}

  record Rejected(Tracks tracks) implements Closed {}

  record Expired(Tracks tracks) implements Closed {}

  record Cancelled(Tracks tracks) implements Closed {}

  record Revoked(Tracks tracks) implements Closed {}

  /** Approved by an exception; a review is owed until somebody uninvolved has given it. */
  sealed interface UnderReview extends Closed {
    Tracks tracks();

    Set<PersonId> involved();

    Instant reviewBy();

    Review review();
  }

  /** Approved in an emergency. */
  record Overridden(Tracks tracks, Set<PersonId> involved, Instant reviewBy, Review review)
      implements UnderReview {
    public Overridden {
      involved = Set.copyOf(involved);
    }
  }

  /** Approved with the vote of a maker, which the policy allows (C-09). */
  record SelfApproved(Tracks tracks, Set<PersonId> involved, Instant reviewBy, Review review)
      implements UnderReview {
    public SelfApproved {
      involved = Set.copyOf(involved);
    }
  }

  /** Where the review of an override or a self-approval stands. */
  enum Review {
    OWED,
    OVERDUE,
    DONE
  }

  /** The state after {@code event}. An event that does not fit the state is a bug, never data. */
  default RequestState evolve(RequestEvent event) {
    return switch (this) {
      case NotOpened notOpened -> Evolution.opened(notOpened, event);
      case Pending pending -> Evolution.decided(pending, event);
      case Changes changes -> LaterEvolution.resubmitted(changes, event);
      case Held held -> LaterEvolution.held(held, event);
      case Quarantined quarantined -> LaterEvolution.released(quarantined, event);
      case UnderReview approved -> LaterEvolution.reviewed(approved, event);
      case Expired expired when event instanceof RequestAutoRejected -> expired;
      case Closed closed -> throw Evolution.misfit(closed, event);
    };
  }
}
