package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy that uses most of what a route can say, from its draft to the outcome. */
@ExtendWith(StackExtension.class)
class WholeRouteTest {
  private static final String POLICY =
      """
      {"operation": "quote", "tracksRequired": 2, "hold": "PT2S", "tracks": [
        {"name": "Finance", "steps": [{"role": "Controller"}]},
        {"name": "Treasury", "steps": [{"name": "The treasurer", "user": "treasurer@acme"}]},
        {"name": "Board", "steps": [{"role": "Director"}]}]}
      """;

  private final Stack stack;

  WholeRouteTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void twoOfThreeDepartmentsApproveAndTheHoldElapses_T10_T22_F091_F163() throws Exception {
    try (var story = new Story(stack)) {
      story.putInForce(POLICY);
      var quote = Events.of("quote", "1500", "a discount for a large customer");
      story.publish(quote);

      decide(story, "controller@acme", quote);
      assertThat(story.waitsFor("director@acme", quote)).isTrue();
      decide(story, "treasurer@acme", quote);

      story.awaitAnswer(quote, "APPROVED", "HUMAN_QUORUM");
      assertThat(story.waitsFor("director@acme", quote)).isFalse();
    }
    ledgerHolds();
  }

  private static void decide(Story story, String person, Events.Sent event) {
    var request = story.openedBy(person, event);
    story.api().decide(person, request, "APPROVE", "agreed").expectSuccess();
  }

  private void ledgerHolds() throws SQLException {
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }
}
