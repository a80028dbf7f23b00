package dev.countersign.rules.ui;

import dev.countersign.platform.page.Language;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionVocabulary;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Rule;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.ui.words.SaidWords;
import dev.countersign.rules.ui.words.Speech;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** Says in plain words whom a policy asks, one sentence for each rule and band. */
final class PolicySentences {

  private final SaidWords words;
  private final ConditionVocabulary conditions;
  private final Language language;

  private PolicySentences(Speech speech) {
    this.words = speech.words();
    this.conditions = speech.conditions();
    this.language = speech.language();
  }

  static List<String> of(Terms terms, Speech speech) {
    var sentences = new PolicySentences(speech);
    return terms.rules().stream()
        .flatMap(rule -> sentences.coverage(rule.coverage()).map(it -> sentences.where(rule, it)))
        .toList();
  }

  private Stream<String> coverage(Coverage coverage) {
    return switch (coverage) {
      case Coverage.Always(var plan) -> Stream.of(words.asks(words.everything(), plan(plan)));
      case Coverage.ByAmount(var bands) -> bands.stream().map(this::band);
    };
  }

  private String band(Coverage.Band band) {
    var from = money(band.from(), band);
    var edge =
        band.requiresApproval() == RequiresApproval.ABOVE ? words.over(from) : words.atLeast(from);
    var whole = band.to().map(to -> words.upTo(edge, money(to, band))).orElse(edge);
    return words.asks(whole, plan(band.plan()));
  }

  private String money(BigDecimal amount, Coverage.Band band) {
    return language.amount(amount) + " " + band.currency();
  }

  private String plan(Plan plan) {
    return joined(
        plan.tracks().stream()
            .map(track -> joined(track.steps().stream().map(this::step), words::then)),
        words::meanwhile);
  }

  private String step(Step step) {
    var people = joined(step.approvers().stream().map(this::approver), words::either);
    var asked = quorum(step.quorum(), people);
    var when = step.gate().when();
    return isAlways(when) ? asked : words.onlyIf(asked, when.in(conditions));
  }

  private static String joined(Stream<String> parts, BinaryOperator<String> word) {
    return parts.reduce(word).orElse("");
  }

  private String quorum(Quorum quorum, String people) {
    return switch (quorum) {
      case Quorum.Any _ -> people;
      case Quorum.All _ -> words.allOf(people);
      case Quorum.Majority _ -> words.mostOf(people);
      case Quorum.Percent(var percent) -> words.percentOf(String.valueOf(percent), people);
      case Quorum.Count(var number) -> number == 1 ? people : words.someOf(number, people);
    };
  }

  private String approver(Approver approver) {
    return switch (approver) {
      case Approver.User(var person, _) -> person.value();
      case Approver.Role(var role, _) -> role;
      case Approver.Group(var group, _) -> words.group(group);
      case Approver.ManagerOf _ -> words.manager();
      case Approver.Attribute(var path, _) -> words.named(path.toString());
      case Approver.Resolver(var resolver, var by, _) -> words.listed(resolver, by.toString());
    };
  }

  private String where(Rule rule, String sentence) {
    return isAlways(rule.when()) ? sentence : words.where(rule.when().in(conditions), sentence);
  }

  private static boolean isAlways(CompiledCondition when) {
    return when.condition() instanceof Condition.Always;
  }
}
