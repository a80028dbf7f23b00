package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.policy.Conduct.EditOnApprove;
import dev.countersign.rules.core.policy.TermsProblem.Code;

/** What the settings of a policy may be. */
record SettingsCheck(Operation operation, Problems problems) {

  private static final int LONGEST_MINIMUM = 500;
  private static final int LONGEST_PROMPT = 200;
  private static final int LARGEST_QUOTA = 1000;

  void check(Settings settings) {
    var lifetime = settings.lifetime();
    problems.unless(Words.isSpan(lifetime.ttl()), Code.TTL_INVALID, "ttl");
    lifetime
        .hold()
        .ifPresent(hold -> problems.unless(Words.isSpan(hold), Code.HOLD_INVALID, "hold"));
    reasons(settings.reasons());
    conduct(settings.conduct());
  }

  private void reasons(Reasons reasons) {
    problems.unless(
        reasons.minLength() >= 1 && reasons.minLength() <= LONGEST_MINIMUM,
        Code.REASON_SWITCHES_INVALID,
        "reasons.minLength");
    problems.unless(
        reasons.prompt().filter(it -> !Words.isText(it, LONGEST_PROMPT)).isEmpty(),
        Code.REASON_SWITCHES_INVALID,
        "reasons.prompt");
  }

  private void conduct(Conduct conduct) {
    if (conduct.editOnApprove() instanceof EditOnApprove.Listed(var fields)) {
      problems.unless(
          !fields.isEmpty() && fields.stream().allMatch(this::isMaterial),
          Code.EDIT_FIELD_UNKNOWN,
          "editOnApprove.fields");
    }
    conduct
        .override()
        .ifPresent(it ->
            problems.unless(
                it.quotaPerMonth() >= 0
                    && it.quotaPerMonth() <= LARGEST_QUOTA
                    && Words.isSpan(it.reviewWithin()),
                Code.OVERRIDE_INVALID,
                "override"));
  }

  private boolean isMaterial(String field) {
    return switch (operation.material()) {
      case Material.WholeData _ -> Words.isName(field);
      case Material.Selected(var fields) ->
          fields.stream().anyMatch(known -> known.name().equals(field));
    };
  }
}
