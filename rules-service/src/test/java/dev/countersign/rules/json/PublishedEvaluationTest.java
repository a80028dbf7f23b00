package dev.countersign.rules.json;

import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.strictDefaults;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.app.JudgeEvent;
import dev.countersign.rules.app.JudgeEvent.Answer.Judged;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.core.evaluation.Evaluation;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedEvaluationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":\"350000\",\"currency\":\"BDT\",\"maker\":\"m\",\"data\":{\"data\":\"}\"}}",
        "{\"amount\":350000.10,\"currency\":\"BDT\",\"maker\":\"m\",\"n\":[1e3,-0,0.10,1e-99999]}",
        " { \"maker\" : \"m\" , \"\\ud83d\\ude00\" : \"\\u0022}\" , \"z\" : null } ",
        "{\"amount\":\"1\",\"currency\":\"BDT\",\"maker\":\"মেকার 😀\"}"
      })
  @DisplayName("N-02: a shadow reads the very event that the version in force has read")
  void eventIsReadAsItWas(String data) {
    var event =
        new CloudEvent(
            "1",
            "/s",
            "refund.requested",
            "R",
            null,
            Map.of("partnerid", "acme", "revision", "2", "actor", data.contains("m\"") ? "m" : "x"),
            data.getBytes(UTF_8));
    var answer = JudgeEvent.by(strictDefaults()).judge(event, TopicBinding.NONE, NOW);
    assertThat(answer).isInstanceOf(Judged.class);
    var message = ((Judged) answer).message();

    var read = PublishedEvaluation.read(EvaluationJson.write(message).body().bytes());

    assertThat(read.data()).isEqualTo(data.stripLeading());
    var again = read.event(operation("refund"), NOW);
    if (read.head().has("maker")) {
      assertThat(again.orElseThrow().data()).isEqualTo(event(message.evaluation()));
      assertThat(again.orElseThrow().revision()).contains("2");
    } else {
      assertThat(again).isEmpty();
    }
  }

  private static Object event(Evaluation evaluation) {
    return evaluation.event().data();
  }
}
