package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.step.Steps;
import java.time.Instant;
import java.util.Set;

/**
 * Where a request stands. A closed state has no moves, so nothing can leave it.
 *
 * <pre>
 * NotOpened ─┬─► NotRequired ▣
 *            ├─► Quarantined ──► Expired ▣ | Cancelled ▣
 *            └─► Pending ──► Approved ▣ | Rejected ▣ | Expired ▣ | Cancelled ▣
 * </pre>
 */
public sealed interface RequestState {

  /** No event of this request is known. */
  record NotOpened() implements RequestState {}

  /** Waiting for checkers. */
  record Pending(Terms terms, Steps steps) implements RequestState {}

  /** Waiting for an operator: the policy could not be applied. */
  record Quarantined(Set<PersonId> makers, Instant expiresAt) implements RequestState {
    public Quarantined {
      makers = Set.copyOf(makers);
    }
  }

  /** A state that nothing leaves. */
  sealed interface Closed extends RequestState {}

  record NotRequired() implements Closed {}

  record Approved(Steps steps) implements Closed {}

  record Rejected(Steps steps) implements Closed {}

  record Expired(Steps steps) implements Closed {}

  record Cancelled(Steps steps) implements Closed {}

  /** The state after {@code event}. An event that does not fit the state is a bug, never data. */
  default RequestState evolve(RequestEvent event) {
    return switch (this) {
      case NotOpened notOpened -> Evolution.opened(notOpened, event);
      case Pending pending -> Evolution.decided(pending, event);
      case Quarantined quarantined -> Evolution.released(quarantined, event);
      case Expired expired when event instanceof RequestAutoRejected -> expired;
      case Closed closed -> throw Evolution.misfit(closed, event);
    };
  }
}
