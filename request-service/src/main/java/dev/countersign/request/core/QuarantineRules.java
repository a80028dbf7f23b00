package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_OPENED;
import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
import static dev.countersign.request.core.Refusal.REQUEST_QUARANTINED;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestState.Quarantined;

/** A quarantined request can be cancelled and expires; nobody can decide it. */
final class QuarantineRules {
  private QuarantineRules() {}

  static Ruling decide(RequestCommand command, Quarantined state, Context context) {
    return switch (command) {
      case Open _ -> refuse(ALREADY_OPENED);
      case Decide decide ->
          refuse(state.makers().contains(decide.by()) ? MAKER_MAY_NOT_DECIDE : REQUEST_QUARANTINED);
      case Escalate _ -> refuse(OUTDATED_COMMAND);
      case Expire expire -> Ending.expire(expire, state.expiresAt(), context);
      case Cancel cancel -> Ending.cancel(cancel, state.makers(), context);
    };
  }
}
