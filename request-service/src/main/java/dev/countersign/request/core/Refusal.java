package dev.countersign.request.core;

import java.util.Locale;

/** Every reason a command can be refused. The code is part of the public API. */
public enum Refusal {
  MAKER_MAY_NOT_DECIDE,
  NOT_ELIGIBLE,
  BULK_FORBIDDEN,
  ALREADY_DECIDED,
  STALE_DECISION,
  REASON_REQUIRED,
  REQUEST_CLOSED,
  REQUEST_QUARANTINED,
  UNKNOWN_REQUEST,
  ALREADY_OPENED,
  NOT_PERMITTED,
  NOT_DUE,
  OUTDATED_COMMAND,
  NOTHING_TO_ESCALATE,
  INVALID_TARGET,
  TARGET_NOT_ELIGIBLE,
  QUORUM_OUT_OF_REACH,
  EDIT_NOT_ALLOWED,
  NO_CHANGES_REQUESTED,
  CHANGES_REQUESTED,
  REQUEST_HELD,
  NOT_APPROVED,
  NOT_QUARANTINED,
  NOT_OVERRIDDEN,
  NOTHING_CHANGED,
  VERSION_NOT_PINNED,
  NO_APPLICABLE_STEP,
  OVERRIDE_NOT_ALLOWED,
  OVERRIDE_QUOTA_EXHAUSTED,
  OVERRIDE_REVIEWS_OVERDUE,
  WITNESS_REQUIRED,
  WITNESS_NOT_INDEPENDENT,
  REVIEWER_INVOLVED,
  REVIEW_CLOSED;

  /** The stable lower-snake code that stands in problem documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether refusing this guarded a control, so that the attempt is a security event. */
  public boolean isAttemptOnControl() {
    return switch (this) {
      case MAKER_MAY_NOT_DECIDE,
          NOT_ELIGIBLE,
          NOT_PERMITTED,
          TARGET_NOT_ELIGIBLE,
          EDIT_NOT_ALLOWED,
          OVERRIDE_NOT_ALLOWED,
          OVERRIDE_QUOTA_EXHAUSTED,
          OVERRIDE_REVIEWS_OVERDUE,
          WITNESS_REQUIRED,
          WITNESS_NOT_INDEPENDENT,
          REVIEWER_INVOLVED ->
          true;
      case ALREADY_DECIDED,
          BULK_FORBIDDEN,
          STALE_DECISION,
          REASON_REQUIRED,
          REQUEST_CLOSED,
          REQUEST_QUARANTINED,
          UNKNOWN_REQUEST,
          ALREADY_OPENED,
          NOT_DUE,
          OUTDATED_COMMAND,
          NOTHING_TO_ESCALATE,
          INVALID_TARGET,
          QUORUM_OUT_OF_REACH,
          NO_CHANGES_REQUESTED,
          CHANGES_REQUESTED,
          REQUEST_HELD,
          NOT_APPROVED,
          NOT_QUARANTINED,
          NOT_OVERRIDDEN,
          NOTHING_CHANGED,
          VERSION_NOT_PINNED,
          NO_APPLICABLE_STEP,
          REVIEW_CLOSED ->
          false;
    };
  }
}
