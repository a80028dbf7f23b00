package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.client.ApprovalsApi;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who owns a cost centre decides about its purchases, and the partner's table says who that is. */
@ExtendWith(StackExtension.class)
class ResolverTest {
  private static final String ADMIN = "partner-admin@acme";
  private static final String OWNER_OF_4711 = "/v1/resolvers/cost-centre-owner/entries/4711";
  private static final String POLICY =
      """
      {"operation": "purchase_requisition",
       "always": [{"resolver": "cost-centre-owner", "by": "costCentre"}]}
      """;

  private final Stack stack;

  ResolverTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  @DisplayName("C-13 F-139 F-020: the owner of the cost centre decides, whoever that is by then")
  void ownerOfTheCostCentreDecides() throws SQLException {
    try (var story = new Story(stack)) {
      story.putInForce(POLICY);
      listed(story, "treasurer@acme");
      var requisition =
          Events.holding("{\"costCentre\":4711}", "BDT", "purchase_requisition", "900", "chairs");
      story.publish(requisition);
      var seen = story.openedBy("treasurer@acme", requisition);

      story.api().delete(ADMIN, OWNER_OF_4711).expectSuccess();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> stepOf(story, seen).path("blocked").asBoolean());
      listed(story, "director@acme");

      var again = story.openedBy("director@acme", requisition);
      assertThat(story.waitsFor("treasurer@acme", requisition)).isFalse();
      assertThat(story.api().decide("treasurer@acme", seen, "APPROVE", "mine once").code())
          .isEqualTo("not_eligible");
      story.api().decide("director@acme", again, "APPROVE", "mine now").expectSuccess();
      story.awaitAnswer(requisition, "APPROVED", "HUMAN_QUORUM");
    }
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  private static void listed(Story story, String person) {
    var body = ApprovalsApi.object();
    body.putArray("people").add(person);
    story.api().put(ADMIN, OWNER_OF_4711, body).expectSuccess();
  }

  private static JsonNode stepOf(Story story, JsonNode seen) {
    var path = "/v1/approval-requests/%s/explain".formatted(seen.path("id").asText());
    return story.api().get("auditor@acme", path).body().at("/steps/0");
  }
}
