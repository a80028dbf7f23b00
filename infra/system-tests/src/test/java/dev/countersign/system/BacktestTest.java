package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.local.client.ApprovalsApi;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of a tier, tried on a story that has happened and on one that happens. */
@ExtendWith(StackExtension.class)
class BacktestTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADMIN = "policy-admin@acme";
  private static final String SUPERVISOR = "supervisor@acme";

  private final Stack stack;

  BacktestTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void backtestReproducesTheStoryAndTellsWhatAChangeWouldDo_N01_N02() {
    try (var story = new Story(stack)) {
      var start = Instant.now();
      tell(story);
      var active = active(story);

      var unchanged = simulated(story, order(start).setAll(version(active)));
      assertThat(unchanged.at("/recorded/differences").asInt()).isZero();
      assertThat(unchanged.at("/recorded/same").asInt()).isEqualTo(4);
      assertThat(unchanged.at("/changes/UNCHANGED").asInt()).isEqualTo(4);

      var changed = simulated(story, order(start).set("policy", raised(active)));
      assertThat(changed.at("/recorded/differences").asInt()).isZero();
      assertThat(changed.at("/changes/NO_LONGER_REQUIRED").asInt()).isEqualTo(2);
      assertThat(changed.at("/changes/UNCHANGED").asInt()).isEqualTo(2);
      assertThat(changed.at("/unseen/0/amount").asText()).isEqualTo("440000");

      shadow(story, raised(active));
    }
  }

  /** Two invoices that a higher first tier would let pass, and two that it would not touch. */
  private static void tell(Story story) {
    var small = Events.invoice("199999.99");
    story.publish(small);
    for (var amount : new String[] {"200000", "240000", "250000"}) {
      var invoice = Events.invoice(amount);
      story.publish(invoice);
      story.openedBy(SUPERVISOR, invoice);
    }
    story.awaitAnswer(small, "NOT_REQUIRED", "POLICY");
  }

  /** The same change beside the version in force, which goes on answering. */
  private static void shadow(Story story, JsonNode document) {
    var draft = story.api().post(ADMIN, "/v1/policies", document).expectSuccess().body();
    var path =
        "/v1/policies/%s/versions/%d"
            .formatted(draft.get("id").asText(), draft.get("version").asInt());
    story.api().post(ADMIN, path + ":shadow", ApprovalsApi.object()).expectSuccess();
    await()
        .atMost(PATIENCE)
        .until(() -> story.api().get(ADMIN, path).body().path("live").asBoolean());
    var invoice = Events.invoice("220000");

    story.publish(invoice);

    story.openedBy(SUPERVISOR, invoice);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var told = story.api().get(ADMIN, path + "/divergences").body();
          assertThat(told.at("/changes/NO_LONGER_REQUIRED").asInt()).isEqualTo(1);
          assertThat(told.at("/total").asInt()).isEqualTo(1);
        });
    story.api().post(ADMIN, path + ":submit", ApprovalsApi.object()).expectSuccess();
    var why = ApprovalsApi.object().put("reason", "it lets too much pass");
    story.api().post(ADMIN, path + ":retire", why).expectSuccess();
  }

  private static JsonNode active(Story story) {
    return story
        .api()
        .get(ADMIN, "/v1/policies?operation.eq=invoice")
        .expectSuccess()
        .body()
        .at("/items/0");
  }

  private static ObjectNode version(JsonNode policy) {
    return ApprovalsApi.object()
        .put("policyId", policy.get("id").asText())
        .put("version", policy.get("version").asInt());
  }

  private static ObjectNode raised(JsonNode active) {
    var document = (ObjectNode) active.get("terms").deepCopy();
    for (var band : document.get("bands")) {
      if (band.get("from").asText().equals("200000")) {
        ((ObjectNode) band).put("from", "250000");
      }
    }
    return document.put("operation", "invoice");
  }

  private static ObjectNode order(Instant from) {
    return ApprovalsApi.object().put("from", from.toString());
  }

  private static JsonNode simulated(Story story, JsonNode order) {
    var begun = story.api().post(ADMIN, "/v1/simulations", order);
    assertThat(begun.status()).as(begun.body()::toString).isEqualTo(202);
    var path = "/v1/simulations/" + begun.body().get("id").asText();
    await()
        .atMost(PATIENCE)
        .until(() -> !story.api().get(ADMIN, path).body().path("state").asText().equals("RUNNING"));
    var ended = story.api().get(ADMIN, path).body();
    assertThat(ended.path("state").asText()).as(ended::toString).isEqualTo("COMPLETED");
    return ended.get("report");
  }
}
