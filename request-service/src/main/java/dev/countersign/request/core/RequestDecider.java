package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.REQUEST_CLOSED;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.UnderReview;

/** Rules on commands. The branching on the state happens here, on the command one file further. */
public final class RequestDecider {
  private RequestDecider() {}

  public static Ruling decide(RequestCommand command, RequestState state, Context context) {
    return rule(command, Accounts.known(state, context.directory()), context);
  }

  private static Ruling rule(RequestCommand command, RequestState state, Context context) {
    return switch (state) {
      case NotOpened notOpened -> OpeningRules.decide(command, notOpened, context);
      case Pending pending -> PendingRules.decide(command, pending, context);
      case Changes changes -> ChangesRules.decide(command, changes, context);
      case Held held -> HeldRules.decide(command, held, context);
      case Quarantined quarantined -> QuarantineRules.decide(command, quarantined, context);
      case UnderReview approved -> ReviewRules.decide(command, approved, context);
      // T-25: a closed request answers nothing any more.
      case Closed _ -> refuse(REQUEST_CLOSED);
    };
  }
}
