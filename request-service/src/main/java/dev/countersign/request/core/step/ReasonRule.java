package dev.countersign.request.core.step;

import dev.countersign.request.core.Vote;

/** Which votes must come with a reason (C-10). */
public record ReasonRule(boolean onApprove, boolean onReject) {
  public boolean asksFor(Vote vote) {
    return switch (vote) {
      case APPROVE -> onApprove;
      case REJECT -> onReject;
    };
  }
}
