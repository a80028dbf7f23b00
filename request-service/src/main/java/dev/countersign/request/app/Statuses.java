package dev.countersign.request.app;

import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.step.Step;
import java.util.List;

/** The words for states in rows and answers. */
public final class Statuses {
  private Statuses() {}

  public static String of(RequestState state) {
    return switch (state) {
      case NotOpened _, NotRequired _ ->
          throw new IllegalStateException("No request is stored as " + state);
      case Pending _ -> "PENDING";
      case Quarantined _ -> "QUARANTINED";
      case Approved _ -> "APPROVED";
      case Rejected _ -> "REJECTED";
      case Expired _ -> "EXPIRED";
      case Cancelled _ -> "CANCELLED";
    };
  }

  /** The steps of a state; one that never had any has none. */
  public static List<Step> stepsOf(RequestState state) {
    return switch (state) {
      case NotOpened _, NotRequired _, Quarantined _ -> List.of();
      case Pending(_, var steps) -> steps.all();
      case Approved(var steps) -> steps.all();
      case Rejected(var steps) -> steps.all();
      case Expired(var steps) -> steps.all();
      case Cancelled(var steps) -> steps.all();
    };
  }
}
