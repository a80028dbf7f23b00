package dev.countersign.request.app;

import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.RequestState.Revoked;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.step.Tracks;

/** The words for states in rows and answers. */
public final class Statuses {
  private Statuses() {}

  public static String of(RequestState state) {
    return switch (state) {
      case NotOpened _ -> throw new IllegalStateException("No request is stored as " + state);
      case NotRequired _ -> "NOT_REQUIRED";
      case Pending _ -> "PENDING";
      case Changes _ -> "CHANGES_REQUESTED";
      case Held _ -> "APPROVED_HELD";
      case Quarantined _ -> "QUARANTINED";
      case Approved _, SelfApproved _ -> "APPROVED";
      case Rejected _ -> "REJECTED";
      case Expired _ -> "EXPIRED";
      case Cancelled _ -> "CANCELLED";
      case Revoked _ -> "REVOKED";
      case Overridden _ -> "OVERRIDDEN";
    };
  }

  /** The tracks of a state; one that never had any has none. */
  public static Tracks tracksOf(RequestState state) {
    return switch (state) {
      case NotOpened _, NotRequired _, Quarantined _ -> Tracks.NONE;
      case Pending(_, var tracks) -> tracks;
      case Changes(_, var tracks, _) -> tracks;
      case Held(_, var tracks, _) -> tracks;
      case Approved(var tracks) -> tracks;
      case Rejected(var tracks) -> tracks;
      case Expired(var tracks) -> tracks;
      case Cancelled(var tracks) -> tracks;
      case Revoked(var tracks) -> tracks;
      case UnderReview reviewed -> reviewed.tracks();
    };
  }
}
