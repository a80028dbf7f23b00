package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.condition.OnMissingFact;
import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.policy.Conduct.EditOnApprove;
import dev.countersign.rules.core.policy.Conduct.SameApprover;
import dev.countersign.rules.core.policy.Conduct.SelfApproval;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.TermsProblem.Code;
import java.util.List;

/** Refuses the looser value where the partner has locked the stricter one. */
record LockCheck(List<String> locks, Problems problems) {

  void check(Terms terms) {
    var settings = terms.settings();
    var conduct = settings.conduct();
    var reasons = settings.reasons();
    demand(
        conduct.selfApproval() == SelfApproval.FORBIDDEN,
        Lock.MAKER_CHECKER_STRICT,
        "selfApproval");
    demand(
        reasons.fromMaker() && reasons.toApprove() && reasons.toReject(),
        Lock.REASONS_REQUIRED,
        "reasons");
    demand(
        conduct.sameApprover() == SameApprover.DISTINCT, Lock.DISTINCT_APPROVERS, "sameApprover");
    demand(
        conduct.editOnApprove() instanceof EditOnApprove.Nothing,
        Lock.NO_EDIT_ON_APPROVE,
        "editOnApprove");
    demand(conduct.override().isEmpty(), Lock.NO_EMERGENCY_OVERRIDE, "override");
    demand(!conduct.bulk(), Lock.NO_BULK, "bulk");
    demand(
        settings.doubt().onMissingFact() == OnMissingFact.QUARANTINE,
        Lock.QUARANTINE_ON_MISSING_FACT,
        "onMissingFact");
    demand(
        !(settings.doubt().onNoApplicableStep() instanceof NoApplicableStep.AutoApprove)
            && terms.steps().allMatch(step -> step.gate().autoApproval().isEmpty()),
        Lock.NO_POLICY_AUTO_APPROVAL,
        "autoApprove");
    demand(
        terms.steps().allMatch(step -> step.rejectionRule() instanceof RejectionRule.First),
        Lock.FIRST_REJECTION,
        "rejectionRule");
  }

  private void demand(boolean isStrict, Lock lock, String path) {
    problems.unless(isStrict || !lock.isIn(locks), Code.LOCKED, path);
  }
}
