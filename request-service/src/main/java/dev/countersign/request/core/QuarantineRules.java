package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_OPENED;
import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOTHING_CHANGED;
import static dev.countersign.request.core.Refusal.NOT_APPROVED;
import static dev.countersign.request.core.Refusal.NOT_OVERRIDDEN;
import static dev.countersign.request.core.Refusal.NOT_PERMITTED;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.REQUEST_QUARANTINED;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Official.PlatformRole;
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
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestState.Attention;
import dev.countersign.request.core.RequestState.Quarantined;

/** A quarantined request is released, cancelled, overridden or expires; nobody can decide it. */
final class QuarantineRules {
  private QuarantineRules() {}

  static Ruling decide(RequestCommand command, Quarantined state, Context context) {
    return switch (command) {
      case Open(var opening) ->
          state.attention() == Attention.RELEASED
              ? OpeningRules.open(opening, state, context)
              : refuse(ALREADY_OPENED);
      case Decide decide ->
          refuse(state.makers().contains(decide.by()) ? MAKER_MAY_NOT_DECIDE : REQUEST_QUARANTINED);
      case Revise _, Resubmit _, Reassign _ -> refuse(REQUEST_QUARANTINED);
      case Cancel cancel -> Ending.cancelUnevaluable(cancel, state.makers(), context);
      case ReviewPools _ -> refuse(NOTHING_CHANGED);
      case OverrideCheckers override ->
          OverrideRules.override(override, state.makers(), state.override(), context);
      case Review _ -> refuse(NOT_OVERRIDDEN);
      case Revoke _ -> refuse(NOT_APPROVED);
      case Release release -> release(release, state, context);
      case Expire expire -> Ending.expire(expire, state.expiresAt(), context);
      case Escalate _, Remind _, ExpireStep _, ReleaseHold _, RemindReview _ ->
          refuse(OUTDATED_COMMAND);
    };
  }

  /** T-04: the first half. The event is then evaluated again. */
  private static Ruling release(Release command, Quarantined state, Context context) {
    var by = command.by();
    if (!by.is(PlatformRole.OPERATOR)) {
      return refuse(NOT_PERMITTED);
    }
    if (state.makers().contains(by.person())) {
      return refuse(MAKER_MAY_NOT_DECIDE);
    }
    if (command.reason().isBlank()) {
      return refuse(REASON_REQUIRED);
    }
    return state.attention() == Attention.RELEASED
        ? refuse(NOTHING_CHANGED)
        : accept(new RequestReleased(by.person(), command.reason(), context.now()));
  }
}
