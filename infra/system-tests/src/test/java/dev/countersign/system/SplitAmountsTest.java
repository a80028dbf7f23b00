package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is small by itself and large together. */
@ExtendWith(StackExtension.class)
class SplitAmountsTest {
  private static final String POLICY =
      """
      {"operation": "supplier_credit", "onNoApplicableStep": "AUTO_APPROVE",
       "windows": {"credited": {"sum": "amount", "per": "maker", "over": "PT24H"}},
       "rules": [{"id": "split", "when": "credited >= 100000", "always": [{"role": "Controller"}]}]}
      """;

  private final Stack stack;

  SplitAmountsTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  @DisplayName("N-12, SD-16: the part that reaches the limit is asked about, and counts once")
  void partThatReachesTheLimitIsAsked() throws SQLException {
    try (var story = new Story(stack)) {
      story.putInForce(POLICY);
      var first = part("60000");
      story.publish(first);
      story.awaitAnswer(first, "NOT_REQUIRED", "POLICY");
      story.publish(first);
      var second = part("39999.99");
      story.publish(second);
      story.awaitAnswer(second, "NOT_REQUIRED", "POLICY");

      var third = part("0.01");
      story.publish(third);
      var seen = story.openedBy("controller@acme", third);
      assertThat(seen.toString()).contains("100000");
      story.api().decide("controller@acme", seen, "REJECT", "one invoice in three").expectSuccess();

      story.awaitAnswer(third, "REJECTED", "HUMAN_REJECTION");
    }
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  private static Events.Sent part(String amount) {
    return Events.of("supplier_credit", amount, "a third of one invoice");
  }
}
