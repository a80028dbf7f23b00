package dev.countersign.request.core;

import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Facts about one request, in the order they became true. */
public sealed interface RequestEvent {
  Instant at();

  /** The policy asked nobody. Answers the event; opens nothing and stands in no ledger. */
  record ApprovalNotRequired(Instant at) implements RequestEvent {}

  record RequestCreated(Terms terms, List<Step> steps, Instant at) implements RequestEvent {
    public RequestCreated {
      steps = List.copyOf(steps);
    }
  }

  record RequestQuarantined(Set<PersonId> makers, String reasonCode, Instant expiresAt, Instant at)
      implements RequestEvent {
    public RequestQuarantined {
      makers = Set.copyOf(makers);
    }
  }

  record StepStarted(int step, Pool pool, Optional<Instant> dueAt, Instant at)
      implements RequestEvent {}

  record DecisionRecorded(int step, PersonId by, Vote vote, Reason reason, Tally tally, Instant at)
      implements RequestEvent {}

  record StepApproved(int step, Tally tally, Instant at) implements RequestEvent {}

  record StepRejected(int step, Tally tally, Instant at) implements RequestEvent {}

  record StepEscalated(
      int step, int rung, Role target, Pool pool, Optional<Instant> dueAt, Instant at)
      implements RequestEvent {}

  record RequestApproved(List<PersonId> decidedBy, Instant at) implements RequestEvent {
    public RequestApproved {
      decidedBy = List.copyOf(decidedBy);
    }
  }

  record RequestRejected(int step, PersonId by, Reason reason, Instant at)
      implements RequestEvent {}

  record RequestExpired(Instant expiresAt, Instant at) implements RequestEvent {}

  /** The compatibility name of an expiry: always the same transition, right behind it. */
  record RequestAutoRejected(Instant expiresAt, Instant at) implements RequestEvent {}

  record RequestCancelled(Canceller by, Reason reason, Instant at) implements RequestEvent {}
}
