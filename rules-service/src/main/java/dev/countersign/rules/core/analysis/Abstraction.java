package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Bound;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.Equality;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Doubt;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Gate.AutoApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Rule;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same policy in a form whose inputs are few. A test the analysis cannot reason about becomes a
 * free truth value: every real event still behaves like one of the inputs, but not every input need
 * be possible. Who is asked plays no part, and a missing step is always noticed.
 */
final class Abstraction {

  /** How the name of a field begins that stands for a test, not for a fact. */
  static final String FREE = "free truth value ";

  private final Map<Condition, Path> free = new HashMap<>();
  private final Inputs inputs = new Inputs();

  private final Terms terms;

  Abstraction(Terms of) {
    inputs.neverNegative(of.windows().keySet());
    this.terms = abstracted(of);
  }

  Terms terms() {
    return terms;
  }

  Inputs inputs() {
    return inputs;
  }

  /** Whether each input stands for an event there can be. */
  boolean isExact() {
    return free.isEmpty();
  }

  private Terms abstracted(Terms of) {
    var settings = of.settings();
    return new Terms(
        of.about(),
        of.matchMode(),
        of.rules().stream()
            .map(it -> new Rule(it.id(), condition(it.when()), coverage(it.coverage())))
            .toList(),
        new Settings(
            settings.lifetime(),
            settings.reasons(),
            settings.conduct(),
            new Doubt(settings.doubt().onMissingFact(), NoApplicableStep.QUARANTINE)),
        Map.of());
  }

  private Coverage coverage(Coverage coverage) {
    return switch (coverage) {
      case Always(var plan) -> new Always(plan(plan));
      case ByAmount(var bands) -> new ByAmount(bands.stream().map(this::band).toList());
    };
  }

  private Band band(Band band) {
    inputs.amount(band.currency(), band.from());
    band.to().ifPresent(to -> inputs.amount(band.currency(), to));
    return new Band(
        band.currency(), band.from(), band.requiresApproval(), band.to(), plan(band.plan()));
  }

  private Plan plan(Plan plan) {
    return new Plan(
        plan.tracks().stream()
            .map(it -> new Track(it.name(), it.steps().stream().map(this::step).toList()))
            .toList(),
        plan.tracksRequired());
  }

  private Step step(Step step) {
    return new Step(
        step.name(),
        List.of(Approver.role("anybody")),
        step.quorum(),
        step.rejectionRule(),
        gate(step.gate()),
        StepClocks.NONE);
  }

  private Gate gate(Gate gate) {
    gate.upperBound().ifPresent(it -> inputs.amount(it.currency(), it.amount()));
    gate.bypass().flatMap(Gate.Bypass::until).ifPresent(inputs::instant);
    return new Gate(
        condition(gate.when()),
        gate.autoApproval().map(this::autoApproval),
        gate.upperBound(),
        gate.bypass());
  }

  private AutoApproval autoApproval(AutoApproval auto) {
    auto.upTo().ifPresent(it -> inputs.amount(it.currency(), it.amount()));
    return new AutoApproval(auto.upTo(), condition(auto.when()));
  }

  private CompiledCondition condition(CompiledCondition condition) {
    return CompiledCondition.of(condition(condition.condition()), ConditionSource.BLANK);
  }

  private Condition condition(Condition condition) {
    return switch (condition) {
      case Condition.Always it -> it;
      case Condition.All(var parts) ->
          new Condition.All(parts.stream().map(this::condition).toList());
      case Condition.Any(var parts) ->
          new Condition.Any(parts.stream().map(this::condition).toList());
      case Condition.Not(var part) -> new Condition.Not(condition(part));
      case Condition.OnMissing(var part, var answer) ->
          new Condition.OnMissing(condition(part), answer);
      case Condition.Leaf leaf -> leaf(leaf);
    };
  }

  private Condition leaf(Condition.Leaf leaf) {
    return switch (leaf) {
      case Condition.Compare(var fact, _, Bound.Fixed(var number))
          when inputs.takes(fact.path(), Equality.DECIMAL) -> {
        inputs.number(fact.path(), number);
        yield leaf;
      }
      case Condition.Between(var fact, var low, var high)
          when inputs.takes(fact.path(), Equality.DECIMAL) -> {
        inputs.number(fact.path(), low);
        inputs.number(fact.path(), high);
        yield leaf;
      }
      case Condition.Is(var fact, var literal, var sense) when inputs.takes(fact.path(), sense) -> {
        inputs.literal(fact.path(), literal);
        yield leaf;
      }
      case Condition.OneOf(var fact, var literals, var sense)
          when inputs.takes(fact.path(), sense) -> {
        literals.forEach(it -> inputs.literal(fact.path(), it));
        yield leaf;
      }
      case Condition.IsEmpty(var fact) when inputs.takes(fact.path(), Equality.TEXT) -> {
        inputs.literal(fact.path(), new Value.Text(""));
        yield leaf;
      }
      case Condition.Compare _,
          Condition.Between _,
          Condition.Is _,
          Condition.OneOf _,
          Condition.IsEmpty _,
          Condition.Reads _,
          Condition.Crosses _,
          Condition.Holds _ ->
          freed(leaf);
    };
  }

  /** A test of nothing but a truth value, the same one wherever the same test stands. */
  private Condition freed(Condition.Leaf leaf) {
    var path = free.computeIfAbsent(leaf, _ -> new Path(List.of(FREE + free.size())));
    inputs.truth(path);
    var fact = new Fact(path, FactType.BOOLEAN);
    return new Condition.Is(fact, new Value.Bool(true), Equality.STRICT);
  }
}
