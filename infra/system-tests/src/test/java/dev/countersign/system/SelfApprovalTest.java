package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.IntakeRecord;
import dev.countersign.local.client.IntakeRecord.EventId;
import dev.countersign.local.client.IntakeRecord.Subject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an owner may approve alone where the policy says so, and the review that is owed for it. */
@ExtendWith(StackExtension.class)
class SelfApprovalTest {
  private static final String OWNER = "owner@bazaar";
  private static final String CONTROLLER = "controller@bazaar";
  private static final String POLICY =
      """
      {"operation": "expense", "currency": "BDT", "over": "1000", "role": "Owner",
       "selfApproval": "ALLOWED"}
      """;

  private final Stack stack;

  SelfApprovalTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void ownerApprovesTheirOwnAndAnotherReviewsIt_C09_T24() throws Exception {
    try (var story = new Story(stack)) {
      story.putInForce(POLICY, OWNER, OWNER);
      var expense = expenseOf(OWNER);
      story.publish(expense);
      var request = story.openedBy(OWNER, expense);
      story.api().decide(OWNER, request, "APPROVE", "a small one").expectSuccess();
      story.awaitAnswer(expense, "APPROVED", "HUMAN_QUORUM");

      var owed = review(story, expense);
      assertThat(owed.get("kind").asText()).isEqualTo("SELF_APPROVAL");
      assertThat(owed.get("by").asText()).isEqualTo(OWNER);
      assertThat(owed.get("review").asText()).isEqualTo("OWED");
      var page = "/v1/approval-requests/" + request.get("id").asText() + "/review";
      var found = ApprovalsApi.object().put("finding", "JUSTIFIED").put("reason", "seen the bill");
      assertThat(story.api().post(OWNER, page, found).status()).isEqualTo(403);
      story.api().post(CONTROLLER, page, found).expectSuccess();

      assertThat(review(story, expense).get("review").asText()).isEqualTo("DONE");
      assertThat(story.answers().outcomesOf(expense.id())).hasSize(1);
    }
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  private static JsonNode review(Story story, Events.Sent event) {
    var items =
        story.api().get(CONTROLLER, "/v1/reviews?kind=SELF_APPROVAL").expectSuccess().body();
    for (var item : items.get("items")) {
      if (item.get("subjectId").asText().equals(event.subjectId())) {
        return item;
      }
    }
    throw new AssertionError("Expected a review of " + event.subjectId() + ", but got " + items);
  }

  private static Events.Sent expenseOf(String maker) {
    var id = new EventId("/system-tests", UUID.randomUUID().toString());
    var subject = new Subject("expense", "EXPENSE-" + id.id());
    var json =
        """
        {"amount":"1500","currency":"BDT","maker":"%s","makerReason":"a lamp for the shop"}\
        """
            .formatted(maker);
    return new Events.Sent(
        id, subject.id(), IntakeRecord.event(id, "expense.requested", "bazaar", subject, json));
  }
}
