package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.data;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.evaluation.Conclusion.NotRequired;
import dev.countersign.rules.core.evaluation.Conclusion.Required;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.PolicyJson.LivePolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A revision is judged by every version its request may be pinned to (I-9, T-13). */
class AlternativesTest {

  private static final OperationCode REFUND = new OperationCode("refund");

  @Test
  @DisplayName("I-9 N-08 F-220: a revision hears the version before the active one too")
  void revisionHearsTheVersionsBefore() {
    var evaluation = Evaluator.evaluate(event(Intent.REVISE), rules());

    assertThat(evaluation.conclusion())
        .isInstanceOfSatisfying(
            NotRequired.class, it -> assertThat(it.policy().key().version()).isEqualTo(2));
    assertThat(evaluation.alternatives())
        .singleElement()
        .isInstanceOfSatisfying(
            Required.class, it -> assertThat(it.policy().key().version()).isEqualTo(1));
  }

  @Test
  void openingHearsTheActiveVersionOnly() {
    assertThat(Evaluator.evaluate(event(Intent.OPEN), rules()).alternatives()).isEmpty();
  }

  /** Refunds from 100,000 until yesterday, from 200,000 since. */
  private static LiveRules rules() {
    var yesterday = NOW.minus(Duration.ofDays(1));
    var rules = new LiveRules();
    rules.take(List.of(operation("refund")));
    rules.take(strict(ACME));
    rules.take(
        new LivePolicies(
            ACME,
            REFUND,
            2,
            List.of(
                live(2, "booking", yesterday, Optional.empty()),
                live(1, "refund", Instant.EPOCH, Optional.of(yesterday)))));
    return rules;
  }

  private static LivePolicy live(int version, String like, Instant from, Optional<Instant> until) {
    Terms terms = Objects.requireNonNull(StrictDefaults.of("BDT").get(new OperationCode(like)));
    var key = new Policy.Key(ACME, REFUND, new PolicyId(new UUID(0, 1)), version);
    return new LivePolicy(Policy.compile(key, terms), from, until);
  }

  private static Event event(Intent intent) {
    return new Event(
        ACME.value(),
        Optional.of(operation("refund")),
        intent,
        Optional.empty(),
        Optional.of("2"),
        new Value.Fields(data("150000", "BDT")),
        NOW);
  }
}
