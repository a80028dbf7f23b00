package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_DECIDED;
import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOT_ELIGIBLE;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.STALE_DECISION;
import static dev.countersign.request.core.Ruling.accept;

import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A vote on a pending request: who may, on what they saw, and what follows from the tally. */
final class DecisionRules {
  private DecisionRules() {}

  static Ruling decide(Decide command, Pending state, Context context) {
    var step = state.steps().active().orElseThrow();
    return refusalOf(command, state, step, context.directory())
        .map(Ruling::refuse)
        .orElseGet(() -> accept(eventsOf(command, state, step, context)));
  }

  /** G-ACTOR, G-FRESH and G-REASON, in this order; an exclusion wins over an inclusion. */
  private static Optional<Refusal> refusalOf(
      Decide command, Pending state, Step step, Directory directory) {
    if (state.terms().makers().contains(command.by())) {
      return Optional.of(MAKER_MAY_NOT_DECIDE);
    }
    if (state.steps().hasVoteOf(command.by())) {
      return Optional.of(ALREADY_DECIDED);
    }
    var person = directory.find(command.by());
    if (person.isEmpty() || !person.get().holdsAnyOf(step.roles())) {
      return Optional.of(NOT_ELIGIBLE);
    }
    if (!command.seen().equals(state.terms().pinned())) {
      return Optional.of(STALE_DECISION);
    }
    var reasonMissing = step.plan().reasons().asksFor(command.vote()) && command.reason().isBlank();
    return reasonMissing ? Optional.of(REASON_REQUIRED) : Optional.empty();
  }

  private static List<RequestEvent> eventsOf(
      Decide command, Pending state, Step step, Context context) {
    var voted = step.with(command.by(), command.vote());
    var events = new ArrayList<RequestEvent>();
    events.add(
        new DecisionRecorded(
            step.no(),
            command.by(),
            command.vote(),
            command.reason(),
            voted.tally(),
            context.now()));
    if (voted.isRejectionRuleMet()) {
      events.addAll(rejected(command, voted, context));
    } else if (voted.isQuorumMet()) {
      events.addAll(approved(state, voted, context));
    }
    return events;
  }

  /** T-11: the only track has failed, so the request has. */
  private static List<RequestEvent> rejected(Decide command, Step step, Context context) {
    return List.of(
        new StepRejected(step.no(), step.tally(), context.now()),
        new RequestRejected(step.no(), command.by(), command.reason(), context.now()));
  }

  /** T-07 and T-10. */
  private static List<RequestEvent> approved(Pending state, Step step, Context context) {
    var after = state.steps().change(step.no(), _ -> step);
    var next = after.nextWaiting();
    var done = new StepApproved(step.no(), step.tally(), context.now());
    return List.of(
        done,
        next.isPresent()
            ? Starting.of(next.get(), state.terms().makers(), context)
            : new RequestApproved(after.approvers(), context.now()));
  }
}
