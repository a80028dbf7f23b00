package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.Finding.found;

import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Gate.AutoApproval;
import dev.countersign.rules.core.policy.Limit;

/**
 * Decides before anybody is asked whether a step needs anybody: first whether it applies, then
 * whether it approves itself on policy basis (F-103).
 */
record GateKeeper(Inquiry inquiry) {

  /** Whether the partner lets policies approve at all (C-02). */
  boolean allowsAutoApproval() {
    return !inquiry.isLocked(Lock.NO_POLICY_AUTO_APPROVAL);
  }

  Finding<Standing> judge(Gate gate, String id) {
    if (gate.bypass().filter(it -> it.isInForce(inquiry.event().at())).isPresent()) {
      inquiry.note(id, "the step is inactive", false);
      return found(Standing.INACTIVE);
    }
    return inquiry
        .holds(gate.when(), id)
        .then(applies -> applies ? bounded(gate, id) : found(Standing.CONDITION_NOT_MET));
  }

  private Finding<Standing> bounded(Gate gate, String id) {
    if (gate.upperBound().isEmpty()) {
      return approving(gate, id);
    }
    return isAbove(gate.upperBound().get(), "the step's upper bound", id)
        .then(above -> above ? found(Standing.ABOVE_UPPER_BOUND) : approving(gate, id));
  }

  private Finding<Standing> approving(Gate gate, String id) {
    if (gate.autoApproval().isEmpty()) {
      return found(Standing.WAITING);
    }
    if (!allowsAutoApproval()) {
      inquiry.note(id, "the partner allows no automatic approval", false);
      return found(Standing.WAITING);
    }
    var auto = gate.autoApproval().get();
    return exceeds(auto, id)
        .then(above ->
            above
                ? found(Standing.WAITING)
                : inquiry
                    .holds(auto.when(), id)
                    .then(holds -> found(holds ? Standing.AUTO_APPROVED : Standing.WAITING)));
  }

  private Finding<Boolean> exceeds(AutoApproval auto, String id) {
    return auto.upTo().isEmpty()
        ? found(false)
        : isAbove(auto.upTo().get(), "the step's automatic approval", id);
  }

  private Finding<Boolean> isAbove(Limit limit, String what, String id) {
    var found = inquiry.isAbove(limit);
    if (found instanceof Finding.Found<Boolean>(var above)) {
      var amount = limit.amount().stripTrailingZeros().toPlainString();
      var relation = above ? "above " : "at most ";
      inquiry.note(id, "the amount is " + relation + amount + ", " + what, above);
    }
    return found;
  }
}
