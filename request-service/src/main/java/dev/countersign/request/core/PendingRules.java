package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_OPENED;
import static dev.countersign.request.core.Refusal.NOTHING_CHANGED;
import static dev.countersign.request.core.Refusal.NOT_APPROVED;
import static dev.countersign.request.core.Refusal.NOT_OVERRIDDEN;
import static dev.countersign.request.core.Refusal.NOT_QUARANTINED;
import static dev.countersign.request.core.Refusal.NO_CHANGES_REQUESTED;
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
import dev.countersign.request.core.RequestState.Pending;

/** What may happen to a request that waits for its checkers. */
final class PendingRules {
  private PendingRules() {}

  static Ruling decide(RequestCommand command, Pending state, Context context) {
    return switch (command) {
      case Open _ -> refuse(ALREADY_OPENED);
      case Revise revise -> IterationRules.revise(revise, state, context);
      case Decide decide -> DecisionRules.decide(decide, state, context);
      case Resubmit _ -> refuse(NO_CHANGES_REQUESTED);
      case Cancel cancel -> Ending.cancel(cancel, state.terms(), context);
      case Reassign reassign -> ReassignRules.reassign(reassign, state, context);
      case ReviewPools _ -> reviewPools(state, context);
      case OverrideCheckers override ->
          OverrideRules.override(
              override, state.terms().makers(), state.terms().settings().override(), context);
      case Review _ -> refuse(NOT_OVERRIDDEN);
      case Revoke _ -> refuse(NOT_APPROVED);
      case Release _ -> refuse(NOT_QUARANTINED);
      case Expire expire -> Ending.expire(expire, state.terms().expiresAt(), context);
      case Escalate escalate -> ClockRules.escalate(escalate, state, context);
      case Remind remind -> ClockRules.remind(remind, state, context);
      case ExpireStep expire -> ClockRules.expireStep(expire, state, context);
      case ReleaseHold _, RemindReview _ -> refuse(OUTDATED_COMMAND);
    };
  }

  /** T-19. */
  private static Ruling reviewPools(Pending state, Context context) {
    var story = new Unfolding(state);
    Progress.reviewPools(story, context);
    return story.isEmpty() ? refuse(NOTHING_CHANGED) : story.accepted();
  }
}
