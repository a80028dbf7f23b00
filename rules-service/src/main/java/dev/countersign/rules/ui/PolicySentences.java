package dev.countersign.rules.ui;

import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.Terms;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in plain words whom a policy asks, one sentence for each rule and band. */
final class PolicySentences {

  private PolicySentences() {}

  static List<String> of(Terms terms) {
    return terms.rules().stream()
        .flatMap(rule -> coverage(rule.coverage()).map(it -> where(rule.when()) + it))
        .toList();
  }

  private static Stream<String> coverage(Coverage coverage) {
    return switch (coverage) {
      case Coverage.Always(var plan) -> Stream.of("Everything → " + plan(plan));
      case Coverage.ByAmount(var bands) -> bands.stream().map(PolicySentences::band);
    };
  }

  private static String band(Coverage.Band band) {
    var from = amount(band.from()) + " " + band.currency();
    var edge =
        band.requiresApproval() == RequiresApproval.ABOVE
            ? "Anything over " + from
            : "Anything of " + from + " or more";
    var end = band.to().map(to -> ", up to " + amount(to) + " " + band.currency()).orElse("");
    return edge + end + " → " + plan(band.plan());
  }

  private static String plan(Plan plan) {
    return plan.tracks().stream()
        .map(track ->
            track.steps().stream()
                .map(PolicySentences::step)
                .collect(Collectors.joining(", then ")))
        .collect(Collectors.joining("; at the same time "));
  }

  private static String step(Step step) {
    var people =
        step.approvers().stream()
            .map(PolicySentences::approver)
            .collect(Collectors.joining(" or "));
    return quorum(step.quorum()) + people + condition(" if ", step.gate().when());
  }

  private static String quorum(Quorum quorum) {
    return switch (quorum) {
      case Quorum.Any _ -> "";
      case Quorum.All _ -> "all of ";
      case Quorum.Majority _ -> "most of ";
      case Quorum.Percent(var percent) -> percent + "% of ";
      case Quorum.Count(var people) -> people == 1 ? "" : people + " of ";
    };
  }

  private static String approver(Approver approver) {
    return switch (approver) {
      case Approver.User(var person, _) -> person.value();
      case Approver.Role(var role, _) -> role;
      case Approver.Group(var group, _) -> "group " + group;
      case Approver.ManagerOf _ -> "the manager";
      case Approver.Attribute(var path, _) -> "whom " + path + " names";
    };
  }

  private static String where(CompiledCondition when) {
    return condition("Where ", when) + (isAlways(when) ? "" : ": ");
  }

  private static String condition(String word, CompiledCondition when) {
    return isAlways(when) ? "" : word + when;
  }

  private static boolean isAlways(CompiledCondition when) {
    return when.condition() instanceof Condition.Always;
  }

  private static String amount(BigDecimal amount) {
    var format =
        new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(amount);
  }
}
