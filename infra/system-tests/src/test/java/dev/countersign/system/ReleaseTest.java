package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.local.client.ApprovalsApi;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An event that nobody could judge, from its quarantine to its one final answer. */
@ExtendWith(StackExtension.class)
class ReleaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OPERATOR = "operator@acme";
  private static final String POLICY =
      """
      {"operation": "receipt", "tracks": [{"name": "Finance", "steps": [{"role": "Controller"}]}]}
      """;

  private final Stack stack;

  ReleaseTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void whatAnOperatorReleasesIsJudgedAgainThoughItsProducerIsSilent_T03_T04() throws Exception {
    try (var story = new Story(stack)) {
      var receipt = Events.in("USD", "receipt", "1500", "a currency without bands");
      story.publish(receipt);
      story.awaitAnswer(receipt, "QUARANTINED", "UNEVALUABLE");
      var request = quarantined(story, receipt);
      story.putInForce(POLICY);

      assertThat(release(story, "maker@acme", request).status()).isEqualTo(403);
      assertThat(release(story, OPERATOR, request).status()).isEqualTo(200);
      assertThat(release(story, OPERATOR, request).status()).isEqualTo(409);

      var opened = story.openedBy("controller@acme", receipt);
      assertThat(opened.get("id").asText()).isEqualTo(request);
      story.api().decide("controller@acme", opened, "APPROVE", "received").expectSuccess();
      story.awaitAnswer(receipt, "APPROVED", "HUMAN_QUORUM");
      assertThat(story.answers().outcomesOf(receipt.id())).hasSize(2);
      assertThat(story.answers().reusedIds()).doesNotContain(receipt.id());
    }
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  private static String quarantined(Story story, Events.Sent event) {
    var path = "/v1/approval-requests?subjectId.eq=" + event.subjectId();
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var items = story.api().get(OPERATOR, path).expectSuccess().body().get("items");
              return Optional.ofNullable(items.get(0)).map(item -> item.get("id").asText());
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static ApprovalsApi.Answer release(Story story, String person, String request) {
    var why = ApprovalsApi.object().put("reason", "receipts have a policy now");
    return story.api().post(person, "/v1/approval-requests/" + request + "/release", why);
  }
}
