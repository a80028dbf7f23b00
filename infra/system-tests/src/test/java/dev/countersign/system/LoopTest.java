package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class LoopTest {
  private final Stack stack;
  private Story story;

  LoopTest(Stack stack) {
    this.stack = stack;
    this.story = new Story(stack);
  }

  @BeforeEach
  void open() {
    story.close();
    story = new Story(stack);
  }

  @AfterEach
  void everythingHolds() throws SQLException {
    story.close();
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  @Test
  void smallRefundNeedsNobody_T01() {
    var refund = Events.refund("99999.99");

    story.publish(refund);

    story.awaitAnswer(refund, "NOT_REQUIRED", "POLICY");
  }

  @Test
  void supervisorApprovesARefund_T02_T06_T10() {
    var refund = Events.refund("100000");
    story.publish(refund);
    var request = story.openedBy("supervisor@acme", refund);

    var answer = story.api().decide("supervisor@acme", request, "APPROVE", "carrier confirmed");

    assertThat(answer.status()).isEqualTo(201);
    story.awaitAnswer(refund, "APPROVED", "HUMAN_QUORUM");
  }

  @Test
  void controllerThenDirectorForTheTopTier_T07_F075() {
    var invoice = Events.invoice("2000000");
    story.publish(invoice);
    var first = story.openedBy("controller@acme", invoice);
    assertThat(story.waitsFor("director@acme", invoice)).isFalse();
    story.api().decide("controller@acme", first, "APPROVE", "budgeted").expectSuccess();

    var second = story.openedBy("director@acme", invoice);
    story.api().decide("director@acme", second, "APPROVE", "agreed").expectSuccess();

    story.awaitAnswer(invoice, "APPROVED", "HUMAN_QUORUM");
  }

  @Test
  void oneRejectionEndsTheRequest_T11() {
    var invoice = Events.invoice("300000");
    story.publish(invoice);
    var request = story.openedBy("supervisor@acme", invoice);

    story.api().decide("supervisor@acme", request, "REJECT", "no order").expectSuccess();

    story.awaitAnswer(invoice, "REJECTED", "HUMAN_REJECTION");
  }

  @Test
  void makerMayNotDecide_SD01() {
    var invoice = Events.invoice("300000");
    story.publish(invoice);
    var request = story.openedBy("supervisor@acme", invoice);

    var answer = story.api().decide("maker@acme", request, "APPROVE", "it is fine");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("maker_may_not_decide");
  }

  @Test
  void anotherPartnersRequestDoesNotExist_TN01() {
    var invoice = Events.invoice("300000");
    story.publish(invoice);
    var request = story.openedBy("supervisor@acme", invoice);

    var foreign =
        story.api().get("owner@bazaar", "/v1/approval-requests/" + request.get("id").asText());

    assertThat(foreign.status()).isEqualTo(404);
  }

  @Test
  void sameEventAgainChangesNothing_A1() {
    var invoice = Events.invoice("1500");
    story.publish(invoice);
    story.publish(invoice);
    story.publish(invoice);

    story.awaitAnswer(invoice, "NOT_REQUIRED", "POLICY");
  }

  @Test
  void sameIdWithOtherContentIsRefused_A2() {
    var invoice = Events.invoice("1500");
    story.publish(invoice);
    story.awaitAnswer(invoice, "NOT_REQUIRED", "POLICY");

    story.intake().publish(invoice.intake().withValue("{\"amount\":\"15000000\"}")).join();

    await().until(() -> story.answers().reusedIds().contains(invoice.id()));
    assertThat(story.answers().to(invoice.id())).hasSize(1);
  }

  @Test
  void unreadableRecordIsADeadLetterAndTheNextOneGoesOn_A6() {
    var good = Events.invoice("1500");
    var bad = story.intake().publish(good.intake().withValue("not JSON at all")).join();

    story.publish(good);

    story.awaitAnswer(good, "NOT_REQUIRED", "POLICY");
    await()
        .untilAsserted(() ->
            assertThat(story.answers().deadLettersAt(bad.partition(), bad.offset()))
                .containsExactly("INVALID_JSON"));
  }
}
