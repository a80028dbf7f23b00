package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.client.ApprovalsApi.Answer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people reach for the last vote at once: exactly one wins, whoever it is (I1). */
@ExtendWith(StackExtension.class)
class RaceTest {
  private static final int ROUNDS = 100;

  @Test
  void exactlyOneOfTwoLastVotesWins_I1(Stack stack) throws Exception {
    try (var story = new Story(stack);
        var racers = Executors.newVirtualThreadPerTaskExecutor()) {
      var invoices = new ArrayList<Events.Sent>();
      for (int i = 0; i < ROUNDS; i++) {
        invoices.add(Events.invoice("250000"));
      }
      invoices.forEach(story::publish);

      for (var invoice : invoices) {
        var request = story.openedBy("supervisor@acme", invoice);
        var start = new CyclicBarrier(2);
        var votes =
            racers.invokeAll(
                List.of(
                    vote(story, start, "supervisor@acme", request, "APPROVE"),
                    vote(story, start, "supervisor-2@acme", request, "REJECT")));
        var statuses = List.of(votes.get(0).get().status(), votes.get(1).get().status());

        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
      }
      for (var invoice : invoices) {
        story.awaitAny(invoice);
      }
    }
    holds(stack);
  }

  private static Callable<Answer> vote(
      Story story, CyclicBarrier start, String person, JsonNode request, String vote) {
    return () -> {
      start.await();
      return story.api().decide(person, request, vote, "at the same moment");
    };
  }

  private static void holds(Stack stack) throws SQLException {
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }
}
