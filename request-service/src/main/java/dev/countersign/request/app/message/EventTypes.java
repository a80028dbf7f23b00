package dev.countersign.request.app.message;

import dev.countersign.request.core.RequestEvent;
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

/** The CloudEvents types of the ledger's events. */
public final class EventTypes {
  private EventTypes() {}

  public static String of(RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> "approval.not_required";
      case RequestCreated _ -> "approval.request_created";
      case RequestQuarantined _ -> "approval.request_quarantined";
      case StepStarted _ -> "approval.step_started";
      case DecisionRecorded _ -> "approval.decision_recorded";
      case StepApproved _ -> "approval.step_approved";
      case StepRejected _ -> "approval.step_rejected";
      case StepEscalated _ -> "approval.step_escalated";
      case RequestApproved _ -> "approval.request_approved";
      case RequestRejected _ -> "approval.request_rejected";
      case RequestExpired _ -> "approval.request_expired";
      case RequestAutoRejected _ -> "approval.request_auto_rejected";
      case RequestCancelled _ -> "approval.request_cancelled";
    };
  }
}
