package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.EndingEvent;
import dev.countersign.request.core.RequestEvent.HoldEvent;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.OpeningEvent;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestEvent.ReviewEvent;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepAutoApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepEvent;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSkipped;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Attention;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.RequestState.Review;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.step.Activation.Signal;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Tracks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How a request that is opened or pending takes an event in. */
final class Evolution {
  private Evolution() {}

  static RequestState opened(RequestState state, RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> new NotRequired();
      case RequestCreated(var terms, var tracks, _) -> new Pending(terms, tracks);
      case RequestQuarantined(var makers, _, var expiresAt, var override, _) ->
          new Quarantined(makers, expiresAt, override, Attention.OWED);
      case RequestReleased _,
          StepEvent _,
          IterationStarted _,
          HoldEvent _,
          EndingEvent _,
          ReviewEvent _ ->
          throw misfit(state, event);
    };
  }

  static RequestState decided(Pending state, RequestEvent event) {
    return switch (event) {
      case StepEvent step -> stepped(state, step);
      case IterationStarted(_, _, var terms, var tracks, _) ->
          ReviewRules.again(new Pending(terms, tracks), state.terms(), state.tracks());
      case EndingEvent ending -> concluded(state, ending);
      case OpeningEvent _, HoldEvent _, ReviewEvent _ -> throw misfit(state, event);
    };
  }

  private static RequestState stepped(Pending state, StepEvent event) {
    return switch (event) {
      case StepSkipped _, StepAutoApproved _, StepReminded _ -> state;
      case SelfApprovalUsed(_, var by, _) ->
          new Pending(state.terms().selfApprovedBy(by), state.tracks());
      case StepStarted(var no, var pool, var credited, var at) ->
          change(state, no, step -> step.started(pool, credited, at));
      case DecisionRecorded recorded -> with(state, voted(state.tracks(), recorded));
      case StepApproved(var no, _, _) -> change(state, no, step -> step.as(StepStatus.APPROVED));
      case StepRejected(var no, _, _) -> ended(state, no, StepStatus.REJECTED);
      case StepExpired(var no, _) -> ended(state, no, StepStatus.EXPIRED);
      case StepBlocked(var no, _, _, _) -> change(state, no, step -> step.as(StepStatus.BLOCKED));
      case StepUnblocked(var no, _, _) -> change(state, no, step -> step.as(StepStatus.ACTIVE));
      case StepSlaBreached(var no, _) ->
          change(state, no, step -> step.signalled(Signal.SLA_BREACHED));
      case StepEscalated(var no, var rung, var pool, var at) ->
          change(state, no, step -> step.escalated(rung, pool, at));
      case AssignmentReassigned(var no, _, var from, var to, _, _) ->
          change(state, no, step -> step.reassigned(from, to));
      case ChangesRequested asked -> changes(state, asked);
    };
  }

  private static RequestState concluded(Pending state, EndingEvent event) {
    return switch (event) {
      case RequestApproved approved when approved.isHeld() ->
          new Held(state.terms(), closed(state, StepStatus.CANCELLED), approved.effectiveAt());
      case RequestApproved approved ->
          approved(state.terms(), closed(state, StepStatus.CANCELLED), approved.reviewBy());
      case RequestRejected _ -> new Rejected(closed(state, StepStatus.CANCELLED));
      case RequestExpired _ -> new Expired(closed(state, StepStatus.EXPIRED));
      case RequestCancelled _ -> new Cancelled(closed(state, StepStatus.CANCELLED));
      case RequestOverridden overridden ->
          overridden(closed(state, StepStatus.CANCELLED), state.terms().makers(), overridden);
      case RequestAutoRejected _ -> throw misfit(state, event);
    };
  }

  /** Approved for good, and still to be reviewed if a maker's vote is in it. */
  static RequestState approved(Terms terms, Tracks tracks, Optional<Instant> reviewBy) {
    return reviewBy
        .<RequestState>map(
            by -> new SelfApproved(tracks, ReviewRules.involvedIn(terms, tracks), by, Review.OWED))
        .orElseGet(() -> new Approved(tracks));
  }

  static Overridden overridden(Tracks tracks, Set<PersonId> makers, RequestOverridden event) {
    var involved = new java.util.HashSet<>(makers);
    involved.add(event.by());
    involved.add(event.witness());
    return new Overridden(tracks, involved, event.reviewBy(), Review.OWED);
  }

  static IllegalStateException misfit(RequestState state, RequestEvent event) {
    return new IllegalStateException("%s cannot follow %s".formatted(event, state));
  }

  static Tracks voted(Tracks tracks, DecisionRecorded recorded) {
    var next = tracks;
    for (var move : recorded.moved().entrySet()) {
      var ballot =
          next.steps().stream()
              .flatMap(step -> step.ballots().stream())
              .filter(it -> it.by().equals(move.getKey()))
              .findFirst()
              .orElseThrow();
      next =
          next.changeAll(step -> step.isOpen() ? step.without(move.getKey()) : step)
              .change(move.getValue(), step -> step.with(ballot));
    }
    return next.change(recorded.step(), step -> step.with(recorded.ballot()));
  }

  /**
   * Changes that go back to a step only begin a new iteration; the event after this one says so.
   */
  private static RequestState changes(Pending state, ChangesRequested asked) {
    var makers = new java.util.HashSet<>(state.terms().makers());
    asked.edit().ifPresent(_ -> makers.add(asked.by()));
    var terms = state.terms().madeBy(makers);
    if (asked.backTo().isPresent()) {
      return new Pending(terms, state.tracks());
    }
    var left =
        terms.settings().ttlInChanges() == Settings.TtlInChanges.PAUSES
            ? Optional.of(Duration.between(asked.at(), terms.expiresAt()))
            : Optional.<Duration>empty();
    var tracks =
        state
            .tracks()
            .change(asked.step(), step -> step.as(StepStatus.CHANGES_REQUESTED))
            .closed(StepStatus.CANCELLED);
    return new Changes(terms, tracks, left);
  }

  private static Tracks closed(Pending state, StepStatus last) {
    return state.tracks().closed(last);
  }

  private static Pending ended(Pending state, int no, StepStatus status) {
    return with(state, state.tracks().ended(no, status));
  }

  private static Pending change(Pending state, int no, UnaryOperator<Step> change) {
    return with(state, state.tracks().change(no, change));
  }

  private static Pending with(Pending state, Tracks tracks) {
    return new Pending(state.terms(), tracks);
  }
}
