package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_OPENED;
import static dev.countersign.request.core.Refusal.CHANGES_REQUESTED;
import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOTHING_CHANGED;
import static dev.countersign.request.core.Refusal.NOT_APPROVED;
import static dev.countersign.request.core.Refusal.NOT_DUE;
import static dev.countersign.request.core.Refusal.NOT_OVERRIDDEN;
import static dev.countersign.request.core.Refusal.NOT_QUARANTINED;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
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
import dev.countersign.request.core.RequestState.Changes;

/** What may happen to a request that waits for its maker. */
final class ChangesRules {
  private ChangesRules() {}

  static Ruling decide(RequestCommand command, Changes state, Context context) {
    return switch (command) {
      case Open _ -> refuse(ALREADY_OPENED);
      case Revise revise -> IterationRules.revise(revise, state, context);
      case Resubmit resubmit -> IterationRules.resubmit(resubmit, state, context);
      case Decide decide ->
          refuse(state.terms().excludes(decide.by()) ? MAKER_MAY_NOT_DECIDE : CHANGES_REQUESTED);
      case Reassign _, OverrideCheckers _ -> refuse(CHANGES_REQUESTED);
      case Cancel cancel -> Ending.cancel(cancel, state.terms(), context);
      case ReviewPools _ -> refuse(NOTHING_CHANGED);
      case Review _ -> refuse(NOT_OVERRIDDEN);
      case Revoke _ -> refuse(NOT_APPROVED);
      case Release _ -> refuse(NOT_QUARANTINED);
      case Expire expire -> expire(expire, state, context);
      case Escalate _, Remind _, ExpireStep _, ReleaseHold _, RemindReview _ ->
          refuse(OUTDATED_COMMAND);
    };
  }

  /** T-14: a paused time to live does not run out. */
  private static Ruling expire(Expire command, Changes state, Context context) {
    return state.left().isPresent()
        ? refuse(NOT_DUE)
        : Ending.expire(command, state.terms().expiresAt(), context);
  }
}
