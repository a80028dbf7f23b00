package dev.countersign.rules.core.analysis;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.analysis.Proof.Coverage;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.evaluation.Facts;
import dev.countersign.rules.core.evaluation.QuarantineReason;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Policy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The analysis against brute force: it may say that it does not know, never that all is well. */
class NoFalseSafetyTest {

  private static final int POLICIES = Integer.getInteger("countersign.policies", 100_000);
  private static final int INPUTS = 40;
  private static final Operation EXPENSE = operation("expense");
  private static final Partner ANYBODY =
      new Partner(ACME, "Acme", Preset.LIGHTWEIGHT, List.of(), "UTC", "USD", 1);

  @Test
  @DisplayName("N-06 F-216: no input that brute force finds ungated is in a policy called safe")
  void neverCallsAPolicySafeThatForgetsSomebody() {
    long seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("NoFalseSafetyTest: seed " + seed);
    var random = new SplittableRandom(seed);
    var count = new HashMap<Coverage, Integer>();
    var ungated = 0;
    for (int round = 0; round < POLICIES; round++) {
      var terms = new RandomTerms(random).terms();
      var coverage = PolicyAnalysis.prove(terms, EXPENSE).coverage();
      count.merge(coverage, 1, Integer::sum);
      var hole = hole(policy("expense", terms), random);
      ungated += hole.isPresent() ? 1 : 0;
      assertThat(hole.isPresent() && coverage == Coverage.SAFE)
          .describedAs("seed %d, round %d: %s under %s", seed, round, hole, terms)
          .isFalse();
    }
    System.out.println("NoFalseSafetyTest: " + count + ", ungated by brute force " + ungated);
    // A test in which nothing is ever safe, or nothing ever ungated, would prove nothing.
    assertThat(count.getOrDefault(Coverage.SAFE, 0)).isGreaterThan(POLICIES / 100);
    assertThat(ungated).isGreaterThan(POLICIES / 100);
  }

  private static Optional<Map<String, Value>> hole(Policy policy, SplittableRandom random) {
    for (int draw = 0; draw < INPUTS; draw++) {
      var data = data(random);
      var at = Instant.ofEpochSecond(random.nextLong(2_000));
      if (isHole(policy, data, at)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  private static boolean isHole(Policy policy, Map<String, Value> data, Instant at) {
    var event =
        new Event(
            ACME.value(),
            Optional.of(EXPENSE),
            Intent.OPEN,
            Optional.of("maker"),
            Optional.empty(),
            new Value.Fields(data),
            at);
    var facts = Facts.of(event, EXPENSE.paths());
    return switch (Evaluator.apply(policy, ANYBODY, event, facts)) {
      case Conclusion.NotRequired it ->
          it.reason() == Conclusion.NotRequired.Reason.NO_APPLICABLE_STEP;
      case Conclusion.Quarantined it ->
          it.reason() == QuarantineReason.NO_APPLICABLE_STEP
              || it.reason() == QuarantineReason.AMOUNT_WITHOUT_BAND
              || it.reason() == QuarantineReason.TRACKS_UNREACHABLE;
      case Conclusion.Required _, Conclusion.Withdrawal _ -> false;
    };
  }

  private static Map<String, Value> data(SplittableRandom random) {
    var data = new HashMap<String, Value>();
    data.put("currency", new Value.Text(random.nextInt(4) == 0 ? "EUR" : "USD"));
    if (random.nextInt(20) != 0) {
      data.put("amount", number(random, 2));
    }
    if (random.nextInt(5) != 0) {
      data.put("kind", text(random));
    }
    if (random.nextInt(5) != 0) {
      data.put("size", random.nextInt(4) == 0 ? text(random) : number(random, 1));
    }
    if (random.nextInt(5) != 0) {
      data.put("note", text(random));
    }
    return data;
  }

  private static Value number(SplittableRandom random, int scale) {
    return new Value.Decimal(BigDecimal.valueOf(random.nextLong(1_200), scale));
  }

  private static Value text(SplittableRandom random) {
    var words = List.of("a", "b", "ab", "", "5", "5.0");
    return new Value.Text(words.get(random.nextInt(words.size())));
  }
}
