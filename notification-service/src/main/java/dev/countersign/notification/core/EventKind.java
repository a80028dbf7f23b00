package dev.countersign.notification.core;

/** The ledger events that somebody is told of, or that a later message quotes. */
public enum EventKind {
  STEP_STARTED("approval.step_started"),
  STEP_ESCALATED("approval.step_escalated"),
  STEP_REMINDED("approval.step_reminded"),
  ASSIGNMENT_REASSIGNED("approval.assignment_reassigned"),
  DECISION_RECORDED("approval.decision_recorded"),
  REQUEST_APPROVED("approval.request_approved"),
  REQUEST_REJECTED("approval.request_rejected"),
  REQUEST_EXPIRED("approval.request_expired"),
  REQUEST_CANCELLED("approval.request_cancelled"),
  REQUEST_OVERRIDDEN("approval.request_overridden"),
  REQUEST_REVOKED("approval.request_revoked");

  private final String type;

  EventKind(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }

  /** What a person is told of by such an event. */
  public Occasion occasion() {
    return switch (this) {
      case STEP_STARTED, STEP_REMINDED, ASSIGNMENT_REASSIGNED, DECISION_RECORDED ->
          Occasion.DECISION_NEEDED;
      case STEP_ESCALATED -> Occasion.ESCALATED_TO_YOU;
      case REQUEST_APPROVED,
          REQUEST_REJECTED,
          REQUEST_EXPIRED,
          REQUEST_CANCELLED,
          REQUEST_OVERRIDDEN,
          REQUEST_REVOKED ->
          Occasion.REQUEST_ENDED;
    };
  }

  /** After such an event nobody can decide any more. */
  public boolean endsRequest() {
    return occasion() == Occasion.REQUEST_ENDED;
  }
}
