package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any process may die at any moment: afterwards every event has exactly one answer (D1, E1, K1).
 */
@ExtendWith(StackExtension.class)
class KillTest {
  private static final int EVENTS = 500;
  private static final long SEED = 20260302;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules-service",
        "request-service",
        "notification-service",
        "escalation-service",
        "connect"
      })
  void everyEventHasOneAnswerAfterAKill_D1_E1(String victim, Stack stack) throws SQLException {
    System.out.printf("kill -9 %s, seed %d%n", victim, SEED);
    try (var story = new Story(stack)) {
      var events = stream(story, stack, victim);

      await().atMost(PATIENCE).until(() -> decideAll(story) && allAnswered(story, events));

      assertThat(events).allSatisfy(event -> assertThat(story.answers().to(event.id())).hasSize(1));
      assertThat(story.answers().secondContents()).isEmpty();
    }
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  private static List<Events.Sent> stream(Story story, Stack stack, String victim) {
    var random = new SplittableRandom(SEED);
    var events = new ArrayList<Events.Sent>();
    for (int i = 0; i < EVENTS; i++) {
      var event = Events.invoice(random.nextInt(10) == 0 ? "250000" : "1500");
      events.add(event);
      story.publish(event);
      if (i == EVENTS / 2) {
        stack.kill(victim);
      }
    }
    return events;
  }

  /** Supervisors work through what they see; a service that is down is asked again. */
  private static boolean decideAll(Story story) {
    try {
      for (JsonNode item : story.api().inbox("supervisor@acme", 100).path("items")) {
        var seen = story.api().request("supervisor@acme", item.get("requestId").asText());
        var _ = story.api().decide("supervisor@acme", seen, "APPROVE", "after the outage");
      }
      return true;
    } catch (UncheckedIOException | IllegalStateException unavailable) {
      return false;
    }
  }

  private static boolean allAnswered(Story story, List<Events.Sent> events) {
    return events.stream().noneMatch(event -> story.answers().to(event.id()).isEmpty());
  }
}
