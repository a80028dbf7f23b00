package dev.countersign.rules.json;

import dev.countersign.rules.core.condition.OnMissingFact;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Conduct;
import dev.countersign.rules.core.policy.Conduct.Canceller;
import dev.countersign.rules.core.policy.Conduct.EditOnApprove;
import dev.countersign.rules.core.policy.Conduct.Emergency;
import dev.countersign.rules.core.policy.Conduct.IterationPolicy;
import dev.countersign.rules.core.policy.Conduct.SameApprover;
import dev.countersign.rules.core.policy.Conduct.SelfApproval;
import dev.countersign.rules.core.policy.Doubt;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Settings.Lifetime;
import dev.countersign.rules.json.Document.Element;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads how requests under a policy are conducted; what is unsaid follows from the preset. */
record SettingsReader(StepReader steps, Preset preset) {

  static final Set<String> FIELDS =
      Set.of(
          "ttl",
          "ttlPausesInChanges",
          "hold",
          "reasons",
          "selfApproval",
          "sameApprover",
          "editOnApprove",
          "iterationPolicy",
          "cancelledBy",
          "override",
          "bulk",
          "beneficiaries",
          "onMissingFact",
          "onNoApplicableStep",
          "fallbackStep");

  private enum NobodyApplies {
    FALLBACK_STEP,
    QUARANTINE,
    AUTO_APPROVE
  }

  Settings read(Document policy) {
    var standard = Settings.of(preset);
    return new Settings(
        lifetime(policy, standard.lifetime()),
        policy
            .element("reasons")
            .map(it -> reasons(it, standard.reasons()))
            .orElse(standard.reasons()),
        conduct(policy, standard.conduct()),
        new Doubt(
            policy
                .word("onMissingFact", OnMissingFact.class)
                .orElse(standard.doubt().onMissingFact()),
            onNoApplicableStep(policy)));
  }

  private static Lifetime lifetime(Document policy, Lifetime standard) {
    return new Lifetime(
        policy.duration("ttl", "ttl_invalid").orElse(standard.ttl()),
        policy.flag("ttlPausesInChanges").orElse(standard.pausesInChanges()),
        policy.duration("hold", "hold_invalid"));
  }

  private static Reasons reasons(Element element, Reasons standard) {
    var reasons = element.open(Set.of("maker", "approve", "reject", "minLength", "prompt"));
    return new Reasons(
        reasons.flag("maker").orElse(standard.fromMaker()),
        reasons.flag("approve").orElse(standard.toApprove()),
        reasons.flag("reject").orElse(standard.toReject()),
        reasons.number("minLength").orElse(standard.minLength()),
        reasons.text("prompt").or(standard::prompt));
  }

  private static Conduct conduct(Document policy, Conduct standard) {
    return new Conduct(
        policy.word("selfApproval", SelfApproval.class).orElse(standard.selfApproval()),
        policy.word("sameApprover", SameApprover.class).orElse(standard.sameApprover()),
        policy
            .element("editOnApprove")
            .map(SettingsReader::editOnApprove)
            .orElse(standard.editOnApprove()),
        policy.word("iterationPolicy", IterationPolicy.class).orElse(standard.iterationPolicy()),
        policy
            .list("cancelledBy", it -> Document.word(it.text(), it.path(), Canceller.class))
            .map(Set::copyOf)
            .orElse(standard.cancelledBy()),
        policy.element("override").map(SettingsReader::override),
        policy.flag("bulk").orElse(standard.bulk()),
        policy
            .list("beneficiaries", it -> ApproverReader.path(it.text(), it.path()))
            .orElse(standard.beneficiaries()));
  }

  private static EditOnApprove editOnApprove(Element element) {
    var isObject = element.node().isObject();
    var fields =
        isObject
            ? element.open(Set.of("kind", "fields")).list("fields", Element::text).orElse(List.of())
            : List.<String>of();
    var kind = isObject ? element.node().path("kind").asText() : element.node().asText();
    if (kind.equals("LISTED_FIELDS")) {
      return new EditOnApprove.Listed(fields);
    }
    if (!fields.isEmpty()) {
      throw InvalidPolicy.at(element.path(), "edit_field_unknown", "Fields go with LISTED_FIELDS.");
    }
    return switch (kind) {
      case "NONE" -> new EditOnApprove.Nothing();
      case "ANY" -> new EditOnApprove.Anything();
      default ->
          throw InvalidPolicy.at(
              element.path(), "word_unknown", "Write NONE, LISTED_FIELDS or ANY.");
    };
  }

  private static Emergency override(Element element) {
    var override = element.open(Set.of("quotaPerMonth", "reviewWithin"));
    return new Emergency(
        override.number("quotaPerMonth").orElse(0),
        override.duration("reviewWithin", "override_invalid").orElse(Duration.ofDays(7)));
  }

  private NoApplicableStep onNoApplicableStep(Document policy) {
    var fallback = policy.element("fallbackStep").map(steps::read);
    var standard = fallback.isPresent() ? NobodyApplies.FALLBACK_STEP : NobodyApplies.QUARANTINE;
    var word = policy.word("onNoApplicableStep", NobodyApplies.class).orElse(standard);
    if (fallback.isPresent() != (word == NobodyApplies.FALLBACK_STEP)) {
      throw InvalidPolicy.at(
          policy.at("fallbackStep"), "fallback_invalid", "FALLBACK_STEP goes with fallbackStep.");
    }
    return switch (word) {
      case FALLBACK_STEP -> new NoApplicableStep.Fallback(fallback.orElseThrow());
      case QUARANTINE -> NoApplicableStep.QUARANTINE;
      case AUTO_APPROVE -> new NoApplicableStep.AutoApprove();
    };
  }
}
