package dev.countersign.request.ui;

/** What happens to a request by nobody's hand, so that its name says it all. */
public enum Happening {
  REQUEST_APPROVED,
  REQUEST_REJECTED,
  REQUEST_EXPIRED,
  REQUEST_AUTO_REJECTED,
  OVERRIDE_REVIEW_OVERDUE,
  SELF_APPROVAL_REVIEW_OVERDUE,
  HOLD_STARTED,
  HOLD_RELEASED
}
