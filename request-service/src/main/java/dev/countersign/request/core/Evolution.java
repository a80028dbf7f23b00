package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Steps;
import java.util.List;
import java.util.function.UnaryOperator;

/** How each open state takes an event in. */
final class Evolution {
  private Evolution() {}

  static RequestState opened(NotOpened state, RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> new NotRequired();
      case RequestCreated(var terms, var steps, _) -> new Pending(terms, new Steps(steps));
      case RequestQuarantined(var makers, _, var expiresAt, _) ->
          new Quarantined(makers, expiresAt);
      case DecisionRecorded _,
          RequestApproved _,
          RequestAutoRejected _,
          RequestCancelled _,
          RequestExpired _,
          RequestRejected _,
          StepApproved _,
          StepEscalated _,
          StepRejected _,
          StepStarted _ ->
          throw misfit(state, event);
    };
  }

  static RequestState decided(Pending state, RequestEvent event) {
    return switch (event) {
      case StepStarted(var no, var pool, var dueAt, var at) ->
          change(state, no, step -> step.started(pool, dueAt, at));
      case DecisionRecorded(var no, var by, var vote, _, _, _) ->
          change(state, no, step -> step.with(by, vote));
      case StepApproved(var no, _, _) -> change(state, no, step -> step.as(StepStatus.APPROVED));
      case StepRejected(var no, _, _) -> change(state, no, step -> step.as(StepStatus.REJECTED));
      case StepEscalated(var no, var rung, var target, _, var dueAt, _) ->
          change(state, no, step -> step.escalated(rung, target, dueAt));
      case RequestApproved _ -> new Approved(state.steps());
      case RequestRejected _ -> new Rejected(state.steps().closed(StepStatus.CANCELLED));
      case RequestExpired _ -> new Expired(state.steps().closed(StepStatus.EXPIRED));
      case RequestCancelled _ -> new Cancelled(state.steps().closed(StepStatus.CANCELLED));
      case ApprovalNotRequired _, RequestCreated _, RequestQuarantined _, RequestAutoRejected _ ->
          throw misfit(state, event);
    };
  }

  static RequestState released(Quarantined state, RequestEvent event) {
    return switch (event) {
      case RequestExpired _ -> new Expired(new Steps(List.of()));
      case RequestCancelled _ -> new Cancelled(new Steps(List.of()));
      case ApprovalNotRequired _,
          DecisionRecorded _,
          RequestApproved _,
          RequestAutoRejected _,
          RequestCreated _,
          RequestQuarantined _,
          RequestRejected _,
          StepApproved _,
          StepEscalated _,
          StepRejected _,
          StepStarted _ ->
          throw misfit(state, event);
    };
  }

  static IllegalStateException misfit(RequestState state, RequestEvent event) {
    return new IllegalStateException("%s cannot follow %s".formatted(event, state));
  }

  private static Pending change(Pending state, int no, UnaryOperator<Step> change) {
    return new Pending(state.terms(), state.steps().change(no, change));
  }
}
