package dev.countersign.request.core;

import java.util.Locale;

/** Every reason a command can be refused. The code is part of the public API. */
public enum Refusal {
  MAKER_MAY_NOT_DECIDE,
  NOT_ELIGIBLE,
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
  NOTHING_TO_ESCALATE;

  /** The stable lower-snake code that stands in problem documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether refusing this guarded a control, so that the attempt is a security event. */
  public boolean isAttemptOnControl() {
    return switch (this) {
      case MAKER_MAY_NOT_DECIDE, NOT_ELIGIBLE, NOT_PERMITTED -> true;
      case ALREADY_DECIDED,
          STALE_DECISION,
          REASON_REQUIRED,
          REQUEST_CLOSED,
          REQUEST_QUARANTINED,
          UNKNOWN_REQUEST,
          ALREADY_OPENED,
          NOT_DUE,
          OUTDATED_COMMAND,
          NOTHING_TO_ESCALATE ->
          false;
    };
  }
}
