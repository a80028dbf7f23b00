package dev.countersign.request.ui;

import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.Standing;
import dev.countersign.request.read.StepView;
import java.util.UUID;

/**
 * What the form carries besides the vote: the pins of what the person looked at, and a key minted
 * with the page, so that a double click or a lost answer cannot become a second vote.
 */
public record DecisionForm(
    String role,
    String step,
    String payloadDigest,
    int iteration,
    int policyVersion,
    String idempotencyKey,
    StepView.ReasonNeeded reasonNeeded,
    String reason) {

  static DecisionForm of(RequestView request, Standing.MayDecide standing, String reason) {
    var pins = request.pins();
    var digest = pins.payloadDigest();
    var policy = pins.policyVersion();
    if (digest == null || policy == null) {
      throw new IllegalStateException("Expected pins on " + request.summary().id());
    }
    return new DecisionForm(
        standing.role(),
        standing.step().name(),
        digest,
        request.iteration(),
        policy,
        UUID.randomUUID().toString(),
        standing.step().reasonNeeded(),
        reason);
  }

  public boolean alwaysNeedsReason() {
    return reasonNeeded.approve() && reasonNeeded.reject();
  }

  public String hint() {
    if (alwaysNeedsReason()) {
      return "Required. It goes on the record with your name.";
    }
    if (reasonNeeded.reject()) {
      return "Required to reject. It goes on the record with your name.";
    }
    return reasonNeeded.approve()
        ? "Required to approve. It goes on the record with your name."
        : "Optional. It goes on the record with your name.";
  }
}
