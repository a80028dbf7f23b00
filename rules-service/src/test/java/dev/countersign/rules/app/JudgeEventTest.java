package dev.countersign.rules.app;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.policy;
import static dev.countersign.rules.core.RulesFixtures.strict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.JudgeEvent.Answer;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.window.NotCounted;
import dev.countersign.rules.json.EvaluationJson;
import dev.countersign.rules.json.PolicyDesk;
import dev.countersign.rules.json.PolicyJson.LivePolicies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JudgeEventTest {

  @Test
  @DisplayName(
      "B5: an event the evaluator itself fails on is answered, not dropped and not retried")
  void failingEvaluatorQuarantines() {
    var answer =
        new JudgeEvent(brokenRules()).judge(event("refund.requested"), TopicBinding.NONE, NOW);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Judged.class,
            judged -> {
              var body = Json.read(EvaluationJson.write(judged.message()).body().bytes());
              assertThat(body.at("/verdict").asText()).isEqualTo("QUARANTINED");
              assertThat(body.at("/reasonCode").asText()).isEqualTo("EVALUATOR_ERROR");
              assertThat(body.at("/operation").asText()).isEqualTo("refund");
              assertThat(body.at("/data/amount").asText()).isEqualTo("1");
            });
  }

  @Test
  @DisplayName(
      "N-12: a version that counts and was not counted for gives no answer, not a wrong one")
  void uncountedIsJudgedAgain() {
    var rules = new LiveRules();
    rules.take(List.of(operation("refund")));
    rules.take(strict(ACME));
    var judge = new JudgeEvent(rules);
    var event = event("refund.requested");
    assertThat(judge.occurrences(event, TopicBinding.NONE, NOW)).isEmpty();

    rules.take(new LivePolicies(ACME, new OperationCode("refund"), 1, List.of(counting())));

    assertThatThrownBy(() -> judge.judge(event, TopicBinding.NONE, NOW))
        .isInstanceOf(NotCounted.class);
    assertThat(judge.occurrences(event, TopicBinding.NONE, NOW)).hasSize(1);
    assertThat(judge.occurrences(event("refund.cancelled"), TopicBinding.NONE, NOW)).isEmpty();
  }

  private static LivePolicy counting() {
    var terms =
        PolicyDesk.terms(
            "{'when': 'n > 3', 'always': [{'role': 'A'}],"
                + " 'windows': {'n': {'count': true, 'per': 'maker', 'over': 'PT1H'}}}");
    return new LivePolicy(policy("refund", terms), NOW, Optional.empty());
  }

  @Test
  @DisplayName("A5: data beyond the limit is refused before anything is read from it")
  void refusesTooMuchData() {
    var data = ("{\"a\":\"" + "x".repeat(JudgeEvent.MAX_DATA_BYTES) + "\"}").getBytes(UTF_8);
    var event =
        new CloudEvent("1", "/s", "refund.requested", "R", null, Map.of("partnerid", "acme"), data);

    assertThat(new JudgeEvent(brokenRules()).judge(event, TopicBinding.NONE, NOW))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.reason()).isEqualTo("TOO_LARGE"));
  }

  private static CloudEvent event(String type) {
    var data = "{\"amount\":\"1\",\"currency\":\"BDT\",\"maker\":\"m\"}".getBytes(UTF_8);
    return new CloudEvent("1", "/s", type, "R", null, Map.of("partnerid", "acme"), data);
  }

  /** Rules with a bug in them. */
  private static LiveRules brokenRules() {
    var rules =
        new LiveRules() {
          @Override
          public Optional<Policy> policy(String partner, OperationCode operation, Instant at) {
            throw new IllegalStateException("a bug");
          }
        };
    rules.take(List.of(operation("refund")));
    rules.take(strict(ACME));
    return rules;
  }
}
