package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.EndingEvent;
import dev.countersign.request.core.RequestEvent.HoldEvent;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.OpeningEvent;
import dev.countersign.request.core.RequestEvent.OverrideReviewOverdue;
import dev.countersign.request.core.RequestEvent.OverrideReviewed;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.RequestEvent.ReviewEvent;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
import dev.countersign.request.core.RequestEvent.StepEvent;
import dev.countersign.request.core.RequestState.Attention;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Review;
import dev.countersign.request.core.RequestState.Revoked;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Tracks;

/** How a request that waits for somebody else than its checkers takes an event in. */
final class LaterEvolution {
  private LaterEvolution() {}

  static RequestState resubmitted(Changes state, RequestEvent event) {
    return switch (event) {
      case IterationStarted(_, _, var terms, var tracks, _) ->
          ReviewRules.again(new Pending(terms, tracks), state.terms(), state.tracks());
      case RequestExpired _ -> new Expired(state.tracks().closed(StepStatus.EXPIRED));
      case RequestCancelled _ -> new Cancelled(state.tracks().closed(StepStatus.CANCELLED));
      case OpeningEvent _,
          StepEvent _,
          HoldEvent _,
          RequestApproved _,
          RequestRejected _,
          RequestAutoRejected _,
          RequestOverridden _,
          ReviewEvent _ ->
          throw Evolution.misfit(state, event);
    };
  }

  static RequestState held(Held state, RequestEvent event) {
    return switch (event) {
      case HoldStarted _ -> state;
      case HoldReleased released ->
          Evolution.approved(state.terms(), state.tracks(), released.reviewBy());
      case RequestRevoked _ -> new Revoked(state.tracks());
      case RequestCancelled _ -> new Cancelled(state.tracks());
      case OpeningEvent _,
          StepEvent _,
          IterationStarted _,
          RequestApproved _,
          RequestRejected _,
          RequestExpired _,
          RequestAutoRejected _,
          RequestOverridden _,
          ReviewEvent _ ->
          throw Evolution.misfit(state, event);
    };
  }

  static RequestState released(Quarantined state, RequestEvent event) {
    return switch (event) {
      case RequestReleased _ ->
          new Quarantined(state.makers(), state.expiresAt(), state.override(), Attention.RELEASED);
      case RequestExpired _ -> new Expired(Tracks.NONE);
      case RequestCancelled _ -> new Cancelled(Tracks.NONE);
      case RequestOverridden overridden ->
          Evolution.overridden(Tracks.NONE, state.makers(), overridden);
      case ApprovalNotRequired _,
          RequestCreated _,
          RequestQuarantined _,
          StepEvent _,
          IterationStarted _,
          HoldEvent _,
          RequestApproved _,
          RequestRejected _,
          RequestAutoRejected _,
          ReviewEvent _ ->
          Evolution.opened(state, event);
    };
  }

  static RequestState reviewed(UnderReview state, RequestEvent event) {
    return switch (event) {
      case OverrideReviewed _, SelfApprovalReviewed _ -> with(state, Review.DONE);
      case OverrideReviewOverdue _, SelfApprovalReviewOverdue _ -> with(state, Review.OVERDUE);
      case OpeningEvent _, StepEvent _, IterationStarted _, HoldEvent _, EndingEvent _ ->
          throw Evolution.misfit(state, event);
    };
  }

  private static RequestState with(UnderReview state, Review review) {
    return switch (state) {
      case Overridden(var tracks, var involved, var reviewBy, _) ->
          new Overridden(tracks, involved, reviewBy, review);
      case SelfApproved(var tracks, var involved, var reviewBy, _) ->
          new SelfApproved(tracks, involved, reviewBy, review);
    };
  }
}
