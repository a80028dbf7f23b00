package dev.countersign.request.core.step;

import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Vote;

/** Which votes must come with a reason, and how long it must be (C-10). */
public record ReasonRule(boolean onApprove, boolean onReject, int minLength) {
  public ReasonRule {
    if (minLength < 1) {
      throw new IllegalArgumentException("Expected a length of at least 1, but got " + minLength);
    }
  }

  /** Who asks for changes says which, whatever the policy. */
  public boolean asksFor(Vote vote) {
    return switch (vote) {
      case APPROVE -> onApprove;
      case REJECT -> onReject;
      case REQUEST_CHANGES -> true;
      case ABSTAIN -> false;
    };
  }

  public boolean isMetBy(Vote vote, Reason reason) {
    return !asksFor(vote) || reason.text().codePointCount(0, reason.text().length()) >= minLength;
  }
}
