package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_OPENED;
import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOTHING_CHANGED;
import static dev.countersign.request.core.Refusal.NOT_DUE;
import static dev.countersign.request.core.Refusal.NOT_ELIGIBLE;
import static dev.countersign.request.core.Refusal.NOT_OVERRIDDEN;
import static dev.countersign.request.core.Refusal.NOT_QUARANTINED;
import static dev.countersign.request.core.Refusal.NO_CHANGES_REQUESTED;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.REQUEST_HELD;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Review;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.Pending;
import java.util.Optional;

/** What may happen between an approval and its effect: stop it, or let the time pass (F-163). */
final class HeldRules {
  private HeldRules() {}

  static Ruling decide(RequestCommand command, Held state, Context context) {
    return switch (command) {
      case Open _ -> refuse(ALREADY_OPENED);
      case Decide decide ->
          refuse(state.terms().excludes(decide.by()) ? MAKER_MAY_NOT_DECIDE : REQUEST_HELD);
      case Revise _, Reassign _, OverrideCheckers _ -> refuse(REQUEST_HELD);
      case Resubmit _ -> refuse(NO_CHANGES_REQUESTED);
      case Cancel cancel -> Ending.cancel(cancel, state.terms(), context);
      case ReviewPools _ -> refuse(NOTHING_CHANGED);
      case Review _ -> refuse(NOT_OVERRIDDEN);
      case Revoke revoke -> revoke(revoke, state, context);
      case Release _ -> refuse(NOT_QUARANTINED);
      case ReleaseHold release -> release(release, state, context);
      case Expire _, Escalate _, Remind _, ExpireStep _, RemindReview _ -> refuse(OUTDATED_COMMAND);
    };
  }

  /** T-22, the only thing that time may complete (I-3): people have approved it before. */
  private static Ruling release(ReleaseHold command, Held state, Context context) {
    var now = context.now();
    return now.isBefore(command.dueAt()) || now.isBefore(state.effectiveAt())
        ? refuse(NOT_DUE)
        : accept(
            new HoldReleased(
                state.effectiveAt(), ReviewRules.owedBy(state.terms(), state.tracks(), now), now));
  }

  /** T-23. */
  private static Ruling revoke(Revoke command, Held state, Context context) {
    var refusal =
        switch (command.by()) {
          case Revoker.Checker(var person) -> refusalOf(person, state, context);
          case Revoker.Operator _, Revoker.Successor _ -> Optional.<Refusal>empty();
        };
    if (refusal.isPresent()) {
      return refuse(refusal.get());
    }
    return command.reason().isBlank()
        ? refuse(REASON_REQUIRED)
        : accept(new RequestRevoked(command.by(), command.reason(), context.now()));
  }

  /** Whoever could have decided a step may stop the request, whether or not they have voted. */
  private static Optional<Refusal> refusalOf(PersonId person, Held state, Context context) {
    if (state.terms().makers().contains(person)) {
      return Optional.of(MAKER_MAY_NOT_DECIDE);
    }
    var asked = new Pending(state.terms(), state.tracks().fresh());
    var eligibility = new Eligibility(asked, context);
    var isChecker =
        asked.tracks().steps().stream().anyMatch(step -> eligibility.mayDecide(step, person));
    return isChecker ? Optional.empty() : Optional.of(NOT_ELIGIBLE);
  }
}
