package dev.countersign.request.app.message;

import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
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
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
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

/** The CloudEvents types of the ledger's events. */
public final class EventTypes {
  private EventTypes() {}

  public static String of(RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> "approval.not_required";
      case RequestCreated _ -> "approval.request_created";
      case RequestQuarantined _ -> "approval.request_quarantined";
      case RequestReleased _ -> "approval.request_released";
      case StepEvent step -> ofStep(step);
      case IterationStarted _ -> "approval.iteration_started";
      case HoldStarted _ -> "approval.hold_started";
      case HoldReleased _ -> "approval.hold_released";
      case RequestRevoked _ -> "approval.request_revoked";
      case RequestApproved _ -> "approval.request_approved";
      case RequestRejected _ -> "approval.request_rejected";
      case RequestExpired _ -> "approval.request_expired";
      case RequestAutoRejected _ -> "approval.request_auto_rejected";
      case RequestCancelled _ -> "approval.request_cancelled";
      case RequestOverridden _ -> "approval.request_overridden";
      case OverrideReviewed _ -> "approval.override_reviewed";
      case OverrideReviewOverdue _ -> "approval.override_review_overdue";
      case SelfApprovalReviewed _ -> "approval.self_approval_reviewed";
      case SelfApprovalReviewOverdue _ -> "approval.self_approval_review_overdue";
    };
  }

  private static String ofStep(StepEvent event) {
    return switch (event) {
      case StepStarted _ -> "approval.step_started";
      case StepSkipped _ -> "approval.step_skipped";
      case StepAutoApproved _ -> "approval.step_auto_approved";
      case DecisionRecorded _ -> "approval.decision_recorded";
      case SelfApprovalUsed _ -> "approval.self_approval_used";
      case StepApproved _ -> "approval.step_approved";
      case StepRejected _ -> "approval.step_rejected";
      case StepExpired _ -> "approval.step_expired";
      case StepBlocked _ -> "approval.step_blocked";
      case StepUnblocked _ -> "approval.step_unblocked";
      case StepSlaBreached _ -> "approval.step_sla_breached";
      case StepReminded _ -> "approval.step_reminded";
      case StepEscalated _ -> "approval.step_escalated";
      case AssignmentReassigned _ -> "approval.assignment_reassigned";
      case ChangesRequested _ -> "approval.changes_requested";
    };
  }
}
