package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.policy.Conduct;
import dev.countersign.rules.core.policy.Conduct.EditOnApprove;
import dev.countersign.rules.core.policy.Doubt;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.Settings;

/** Writes the settings of a policy, the unsaid ones included. */
final class SettingsWriter {

  private SettingsWriter() {}

  static void write(Settings settings, ObjectNode policy) {
    var lifetime = settings.lifetime();
    policy.put("ttl", Durations.text(lifetime.ttl()));
    policy.put("ttlPausesInChanges", lifetime.pausesInChanges());
    lifetime.hold().ifPresent(it -> policy.put("hold", Durations.text(it)));
    reasons(settings.reasons(), policy.putObject("reasons"));
    conduct(settings.conduct(), policy);
    doubt(settings.doubt(), policy);
  }

  private static void reasons(Reasons reasons, ObjectNode node) {
    node.put("maker", reasons.fromMaker());
    node.put("approve", reasons.toApprove());
    node.put("reject", reasons.toReject());
    node.put("minLength", reasons.minLength());
    reasons.prompt().ifPresent(it -> node.put("prompt", it));
  }

  private static void conduct(Conduct conduct, ObjectNode policy) {
    policy.put("selfApproval", conduct.selfApproval().name());
    policy.put("sameApprover", conduct.sameApprover().name());
    editOnApprove(conduct.editOnApprove(), policy.putObject("editOnApprove"));
    policy.put("iterationPolicy", conduct.iterationPolicy().name());
    var cancelledBy = policy.putArray("cancelledBy");
    conduct.cancelledBy().stream().sorted().forEach(it -> cancelledBy.add(it.name()));
    conduct
        .override()
        .ifPresent(it ->
            policy
                .putObject("override")
                .put("quotaPerMonth", it.quotaPerMonth())
                .put("reviewWithin", Durations.text(it.reviewWithin())));
    policy.put("bulk", conduct.bulk());
    if (!conduct.beneficiaries().isEmpty()) {
      var beneficiaries = policy.putArray("beneficiaries");
      conduct.beneficiaries().forEach(it -> beneficiaries.add(it.toString()));
    }
  }

  static void editOnApprove(EditOnApprove edit, ObjectNode node) {
    switch (edit) {
      case EditOnApprove.Nothing _ -> node.put("kind", "NONE");
      case EditOnApprove.Anything _ -> node.put("kind", "ANY");
      case EditOnApprove.Listed(var fields) -> {
        node.put("kind", "LISTED_FIELDS");
        var list = node.putArray("fields");
        fields.forEach(list::add);
      }
    }
  }

  private static void doubt(Doubt doubt, ObjectNode policy) {
    policy.put("onMissingFact", doubt.onMissingFact().name());
    switch (doubt.onNoApplicableStep()) {
      case NoApplicableStep.Quarantine _ -> policy.put("onNoApplicableStep", "QUARANTINE");
      case NoApplicableStep.AutoApprove _ -> policy.put("onNoApplicableStep", "AUTO_APPROVE");
      case NoApplicableStep.Fallback(var step) -> {
        policy.put("onNoApplicableStep", "FALLBACK_STEP");
        StepWriter.write(step, policy.putObject("fallbackStep"));
      }
    }
  }
}
