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
import dev.countersign.rules.core.condition.OnMissingFact;
import dev.countersign.rules.core.condition.Relation;
import dev.countersign.rules.core.condition.TextRelation;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.About;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Doubt;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Limit;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.RejectionRule;
import dev.countersign.rules.core.policy.Rule;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.Terms.MatchMode;
import dev.countersign.rules.core.policy.Track;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small policies with every kind of hole a policy can have, and without. */
record RandomTerms(SplittableRandom random) {

  Terms terms() {
    var rules = new ArrayList<Rule>();
    var count = 1 + random.nextInt(2);
    for (int index = 0; index < count; index++) {
      rules.add(new Rule("r" + index, sometimes(3, condition(1)), coverage()));
    }
    var standard = Settings.of(Preset.LIGHTWEIGHT);
    var doubt =
        new Doubt(
            any(OnMissingFact.values()),
            random.nextBoolean()
                ? new NoApplicableStep.AutoApprove()
                : NoApplicableStep.QUARANTINE);
    var settings = new Settings(standard.lifetime(), standard.reasons(), standard.conduct(), doubt);
    var mode = random.nextBoolean() ? MatchMode.ALL_MATCH : MatchMode.FIRST_MATCH;
    return new Terms(About.NOTHING, mode, rules, settings, Map.of());
  }

  private Coverage coverage() {
    if (random.nextInt(3) != 0) {
      return new Coverage.Always(plan());
    }
    var from = random.nextInt(6);
    var bands = new ArrayList<Coverage.Band>();
    bands.add(band(from, random.nextInt(6) == 0 ? Optional.of(from + 2) : Optional.empty()));
    if (random.nextBoolean()) {
      bands.add(band(from + 2 + random.nextInt(2), Optional.empty()));
    }
    return new Coverage.ByAmount(bands);
  }

  private Coverage.Band band(int from, Optional<Integer> to) {
    return new Coverage.Band(
        "USD",
        BigDecimal.valueOf(from),
        any(RequiresApproval.values()),
        to.map(BigDecimal::valueOf),
        plan());
  }

  private Plan plan() {
    var tracks = new ArrayList<Track>();
    var count = random.nextInt(4) == 0 ? 2 : 1;
    for (int index = 0; index < count; index++) {
      var steps = new ArrayList<Step>();
      var size = 1 + random.nextInt(2);
      for (int step = 0; step < size; step++) {
        steps.add(step("s" + index + step));
      }
      tracks.add(new Track("t" + index, steps));
    }
    Quorum quorum = random.nextInt(3) == 0 ? new Quorum.Count(count) : Quorum.EVERYONE;
    return new Plan(tracks, quorum);
  }

  private Step step(String name) {
    return new Step(
        name,
        List.of(Approver.role("R")),
        Quorum.ONE,
        RejectionRule.FIRST,
        random.nextInt(3) == 0 ? Gate.OPEN : gate(),
        StepClocks.NONE);
  }

  private Gate gate() {
    return new Gate(
        sometimes(2, condition(1)),
        random.nextInt(4) == 0
            ? Optional.of(new Gate.AutoApproval(Optional.of(limit()), CompiledCondition.ALWAYS))
            : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(limit()) : Optional.empty(),
        random.nextInt(8) == 0 ? Optional.of(bypass()) : Optional.empty());
  }

  private Gate.Bypass bypass() {
    return new Gate.Bypass(
        random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(1_000)));
  }

  private Limit limit() {
    return new Limit("USD", BigDecimal.valueOf(random.nextInt(10)));
  }

  private CompiledCondition sometimes(int oneIn, Condition condition) {
    return random.nextInt(oneIn) == 0
        ? CompiledCondition.of(condition, ConditionSource.BLANK)
        : CompiledCondition.ALWAYS;
  }

  private Condition condition(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      var parts = List.of(condition(depth - 1), condition(depth - 1));
      return random.nextBoolean() ? new Condition.All(parts) : new Condition.Any(parts);
    }
    var leaf = leaf();
    return random.nextInt(4) == 0 ? new Condition.Not(leaf) : leaf;
  }

  private Condition leaf() {
    var word = new Value.Text(random.nextBoolean() ? "a" : "5");
    var number = BigDecimal.valueOf(random.nextInt(10));
    return switch (random.nextInt(6)) {
      case 0 -> new Condition.Is(fact("kind"), word, Equality.TEXT);
      case 1 -> new Condition.OneOf(fact("size"), List.of(word), Equality.TEXT);
      case 2 -> new Condition.Compare(fact("size"), relation(), new Bound.Fixed(number));
      case 3 ->
          new Condition.Compare(
              new Fact(Path.of("amount"), FactType.DECIMAL), relation(), new Bound.Fixed(number));
      case 4 -> new Condition.IsEmpty(fact("kind"));
      default -> new Condition.Reads(fact("note"), TextRelation.CONTAINS, "a");
    };
  }

  private Relation relation() {
    return any(Relation.values());
  }

  private static Fact fact(String name) {
    return new Fact(Path.of(name), FactType.UNDECLARED);
  }

  private <T> T any(T[] values) {
    return List.of(values).get(random.nextInt(values.length));
  }
}
