package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.window.WindowedFact;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a policy version says: its rules in order, and how requests under it are conducted.
 *
 * @param matchMode whether one matching rule is enough or all of them are obeyed (C-05)
 * @param facts the declared facts that the conditions read, as they were declared when the version
 *     was written: a later declaration does not change what it means
 * @param windows what the conditions read of an event and those around it, by its name (N-12)
 */
public record Terms(
    About about,
    MatchMode matchMode,
    List<Rule> rules,
    Settings settings,
    Map<String, Fact> facts,
    Map<String, WindowedFact> windows) {

  public Terms {
    rules = List.copyOf(rules);
    facts = Map.copyOf(facts);
    windows = Map.copyOf(windows);
  }

  /** Without windowed facts. */
  public Terms(
      About about,
      MatchMode matchMode,
      List<Rule> rules,
      Settings settings,
      Map<String, Fact> facts) {
    this(about, matchMode, rules, settings, facts, Map.of());
  }

  /** The same terms over these declared facts. */
  public Terms with(Map<String, Fact> declared) {
    return new Terms(about, matchMode, rules, settings, declared, windows);
  }

  /** Every step that may be asked, that of the fallback included. */
  public Stream<Step> steps() {
    var fallback =
        settings.doubt().onNoApplicableStep() instanceof NoApplicableStep.Fallback(var step)
            ? Stream.of(step)
            : Stream.<Step>empty();
    var asked = rules.stream().flatMap(it -> it.coverage().plans()).flatMap(Plan::steps);
    return Stream.concat(asked, fallback);
  }

  /** Every condition of every rule and step. */
  public Stream<Condition> conditions() {
    var ofSteps =
        steps()
            .map(Step::gate)
            .flatMap(gate ->
                Stream.concat(
                    Stream.of(gate.when()), gate.autoApproval().map(it -> it.when()).stream()));
    return Stream.concat(rules.stream().map(Rule::when), ofSteps).map(CompiledCondition::condition);
  }

  /** A policy of a single rule that needs no condition. */
  public static Terms of(Coverage coverage, Settings settings) {
    return new Terms(
        About.NOTHING,
        MatchMode.ALL_MATCH,
        List.of(Rule.unconditional(coverage)),
        settings,
        Map.of());
  }

  /** How rules that match at once go together (C-05). */
  public enum MatchMode {
    /** The first one that asks somebody decides. */
    FIRST_MATCH,
    /** Every one must be satisfied: their tracks run side by side. */
    ALL_MATCH
  }
}
