package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.Refusal;

/** A refusal as a person reads it: what, and what would have to be different. */
record RefusalWords(int status, String title, String line) {
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  static RefusalWords of(Refusal refusal, Tongue tongue) {
    if (refusal == Refusal.UNKNOWN_REQUEST) {
      throw ProblemException.notFound();
    }
    var words = tongue.acts();
    return new RefusalWords(status(refusal), words.refused(refusal), words.advice(refusal));
  }

  private static int status(Refusal refusal) {
    return switch (refusal) {
      case MAKER_MAY_NOT_DECIDE,
          NOT_ELIGIBLE,
          BULK_FORBIDDEN,
          NOT_PERMITTED,
          EDIT_NOT_ALLOWED,
          OVERRIDE_NOT_ALLOWED,
          OVERRIDE_QUOTA_EXHAUSTED,
          OVERRIDE_REVIEWS_OVERDUE,
          WITNESS_NOT_INDEPENDENT,
          REVIEWER_INVOLVED ->
          FORBIDDEN;
      case REASON_REQUIRED, INVALID_TARGET, TARGET_NOT_ELIGIBLE, WITNESS_REQUIRED -> UNPROCESSABLE;
      default -> CONFLICT;
    };
  }

  /** Both sentences as one line of text. */
  String sentence() {
    return title + " " + line;
  }
}
