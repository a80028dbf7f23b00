package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOT_ELIGIBLE;
import static dev.countersign.request.core.Refusal.NOT_PERMITTED;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
import static dev.countersign.request.core.Refusal.QUORUM_OUT_OF_REACH;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.TARGET_NOT_ELIGIBLE;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.step.Step;
import java.util.Optional;

/** T-20: a place in a step is handed on within the pool (C-17, F-154). */
final class ReassignRules {
  private ReassignRules() {}

  static Ruling reassign(Reassign command, Pending state, Context context) {
    var step = state.tracks().open(command.step());
    if (step.isEmpty()) {
      return refuse(OUTDATED_COMMAND);
    }
    var refusal = refusalOf(command, step.get(), state, context);
    if (refusal.isPresent()) {
      return refuse(refusal.get());
    }
    var event =
        new AssignmentReassigned(
            command.step(),
            command.by().person(),
            command.from(),
            command.to(),
            command.reason(),
            context.now());
    var after = new Unfolding(state).then(event).pending();
    var reachable =
        new Eligibility(after, context).isReachable(after.tracks().step(command.step()));
    return reachable || step.get().isBlocked() ? accept(event) : refuse(QUORUM_OUT_OF_REACH);
  }

  /** SD-08: neither the maker hands on or receives anything, nor does it leave the pool. */
  private static Optional<Refusal> refusalOf(
      Reassign command, Step step, Pending state, Context context) {
    var by = command.by();
    var makers = state.terms().makers();
    if (makers.contains(by.person()) || makers.contains(command.to())) {
      return Optional.of(MAKER_MAY_NOT_DECIDE);
    }
    var eligibility = new Eligibility(state, context);
    if (!by.is(PlatformRole.OPERATOR)) {
      if (!by.person().equals(command.from())) {
        return Optional.of(NOT_PERMITTED);
      }
      if (!eligibility.mayDecide(step, by.person())) {
        return Optional.of(NOT_ELIGIBLE);
      }
    }
    if (context.directory().find(command.from()).isEmpty()
        || command.from().equals(command.to())
        || step.hasVoteFor(command.from())
        || !eligibility.mayDecide(step, command.to())) {
      return Optional.of(TARGET_NOT_ELIGIBLE);
    }
    return command.reason().isBlank() ? Optional.of(REASON_REQUIRED) : Optional.empty();
  }
}
