package dev.countersign.rules.core.analysis;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.event;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.policy;
import static dev.countersign.rules.core.RulesFixtures.strict;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.analysis.WhatIf.Answer;
import dev.countersign.rules.core.analysis.WhatIf.Counterfactual;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.evaluation.Facts;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.StrictDefaults;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What would have had to be different, verified by judging again (N-03). */
class WhatIfTest {

  private static final int CASES = 20_000;
  private static final Operation EXPENSE = operation("expense");

  @Test
  @DisplayName("N-03: just below the threshold nobody would have been asked")
  void namesTheNearestAmount() {
    var terms = requireNonNull(StrictDefaults.of("BDT").get(new OperationCode("refund")));

    var found = WhatIf.of(policy("refund", terms), strict(ACME), event("refund", "100000"));

    assertThat(found)
        .containsExactly(
            new Counterfactual(
                "amount",
                new Value.Text("100000"),
                new Value.Decimal(new BigDecimal("99999.99")),
                new Answer("NOT_REQUIRED BELOW_FIRST_BAND", List.of())));
  }

  @Test
  @DisplayName("N-03: every stated change gives the stated, different answer")
  void statedChangeGivesTheStatedAnswer() {
    long seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("WhatIfTest: seed " + seed);
    var random = new SplittableRandom(seed);
    var stated = 0;
    for (int round = 0; round < CASES; round++) {
      var policy = policy("expense", new RandomTerms(random).terms());
      var data = data(random);
      var before = answer(policy, data);
      for (var change : WhatIf.of(policy, strict(ACME), asked(data))) {
        var changed = new HashMap<>(data);
        changed.put(change.field(), change.would());
        stated++;
        assertThat(answer(policy, changed))
            .describedAs("seed %d, round %d: %s", seed, round, change)
            .isEqualTo(change.answer())
            .isNotEqualTo(before);
      }
    }
    assertThat(stated).isGreaterThan(CASES / 10);
  }

  private static Answer answer(Policy policy, Map<String, Value> data) {
    var event = asked(data);
    var facts = Facts.of(event, EXPENSE.paths());
    return WhatIf.answer(Evaluator.apply(policy, strict(ACME), event, facts));
  }

  private static Event asked(Map<String, Value> data) {
    return event(EXPENSE, data);
  }

  private static Map<String, Value> data(SplittableRandom random) {
    var data = new HashMap<String, Value>();
    data.put("maker", new Value.Text("maker@acme"));
    data.put("makerReason", new Value.Text("because"));
    data.put("currency", new Value.Text("USD"));
    data.put("amount", new Value.Decimal(BigDecimal.valueOf(random.nextLong(1_200), 2)));
    data.put("kind", new Value.Text(random.nextBoolean() ? "a" : "b"));
    data.put("size", new Value.Decimal(BigDecimal.valueOf(random.nextLong(100), 1)));
    data.put("note", new Value.Text(random.nextBoolean() ? "a" : "b"));
    return data;
  }
}
