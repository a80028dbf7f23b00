package dev.countersign.escalation.kafka;

import static dev.countersign.escalation.app.TimerStatus.State.NOTED;
import static dev.countersign.escalation.app.TimerStatus.State.SENT;
import static dev.countersign.escalation.app.TimerStatus.State.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.escalation.ClockByHand;
import dev.countersign.escalation.RequestStory;
import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.Claimed;
import dev.countersign.escalation.app.Commands;
import dev.countersign.escalation.app.FireTimers;
import dev.countersign.escalation.app.Fired;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.app.Timers;
import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.Firing;
import dev.countersign.escalation.core.Firing.Send;
import dev.countersign.escalation.core.Resending;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ClockByHand.class)
@WithTestResource(EmbeddedResource.class)
class DueTimersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Actor.Service TEST = new Actor.Service("test");
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final Instant FUTURE = Instant.parse("2999-01-01T00:00:00Z");

  @Inject TakeEvents takeEvents;
  @Inject FireTimers fireTimers;
  @Inject Timers timers;
  @Inject Commands commands;
  @Inject TestBroker broker;

  @Test
  @DisplayName("T-14, T-17 due timers become commands that keep their contract")
  void dueTimersBecomeCommands() {
    var story = RequestStory.at("acme");
    take(story.opened(0, PAST.plusSeconds(1)), story.stepStarted(1, 3, PAST));

    fireUntilSent(story, 2);

    var sent = CommandRecord.await(broker, 2, story.id());
    assertThat(sent)
        .extracting(CommandRecord::type, CommandRecord::id)
        .contains(
            tuple("approval.expire_request", idOf(story, "1/0/0")),
            tuple("approval.escalate_step", idOf(story, "1/3/1")));
    assertThat(sent)
        .allSatisfy(command -> {
          assertThat(Contract.violations(command.type(), command.event().data())).isEmpty();
          assertThat(command.id()).isEqualTo(command.body().get("id").textValue());
          assertThat(command.event().extension("partnerid")).isEqualTo("acme");
          assertThat(Instant.parse(command.body().get("dueAt").textValue()))
              .isBetween(PAST, PAST.plusSeconds(1));
        });
  }

  @Test
  @DisplayName("H1 what is not due by the database's clock stays where it is")
  void futureTimerIsNotFired() {
    var story = RequestStory.at("acme");
    take(story.opened(0, FUTURE));

    fire();

    assertThat(timersOf(story)).extracting(TimerStatus::attempts).containsExactly(0);
    assertThat(await(timers.untilNext())).isPresent();
  }

  @Test
  void clockThatAsksForNobodyIsNotedAndSendsNothing() {
    var story = RequestStory.at("acme");
    take(story.noteStarted(0, 1, PAST));

    fire();
    fire();

    assertThat(timersOf(story))
        .extracting(TimerStatus::state, TimerStatus::attempts)
        .containsExactly(tuple(NOTED, 1));
  }

  @Test
  @DisplayName(
      "H7 a command that nobody answers is sent again, under the same id, until an event does")
  void unansweredCommandIsSentAgain() {
    var story = RequestStory.at("acme");
    take(story.opened(0, PAST));

    fireUntilSent(story, 3);
    take(story.closed(1));
    fire();
    var attempts = timersOf(story).getFirst().attempts();
    fire();

    assertThat(timersOf(story))
        .extracting(TimerStatus::state, TimerStatus::attempts)
        .containsExactly(tuple(WITHDRAWN, attempts));
    assertThat(CommandRecord.await(broker, attempts, story.id()))
        .hasSize(attempts)
        .extracting(CommandRecord::id)
        .containsOnly(idOf(story, "1/0/0"));
  }

  @Test
  @DisplayName("H7 a crash between producing and committing sends the same command once more")
  void crashAfterProducingSendsTheSameCommandAgain() {
    var story = RequestStory.at("acme");
    take(story.opened(0, PAST));
    Function<List<Claimed>, Uni<List<Fired>>> crash =
        claimed ->
            commands
                .send(claimed.stream().map(DueTimersTest::expiry).toList())
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("crash")));

    var due = await(timers.due(1000)).stream().filter(key -> key.request().equals(story.request()));
    assertThatThrownBy(() -> await(timers.fire(due.toList(), crash))).hasMessage("crash");
    assertThat(timersOf(story)).extracting(TimerStatus::attempts).containsExactly(0);
    fireUntilSent(story, 1);

    assertThat(CommandRecord.await(broker, 2, story.id()))
        .extracting(CommandRecord::id)
        .containsOnly(idOf(story, "1/0/0"));
  }

  @Test
  @DisplayName("F-213 H6 instances that fire at once fire each timer once")
  void concurrentRoundsShareTheWork() {
    var stories =
        IntStream.range(0, 500).mapToObj(i -> RequestStory.at("partner-" + i % 7)).toList();
    take(stories.stream().map(story -> story.noteStarted(0, 1, PAST)).toArray(ClockEvent[]::new));

    var rounds = IntStream.range(0, 4).mapToObj(_ -> fireTimers.round(TEST)).toList();
    await(Uni.join().all(rounds).andFailFast());
    fire();

    // Each firing is a row of the log, so one timer fired twice would have two attempts.
    assertThat(stories.stream().flatMap(story -> timersOf(story).stream()))
        .hasSize(500)
        .allMatch(status -> status.state() == NOTED && status.attempts() == 1);
  }

  @Test
  @DisplayName("H5 a service that was away climbs the ladder in order, one rung after the other")
  void lateServiceCatchesUpInOrder() {
    var story = RequestStory.at("acme");
    take(story.stepStarted(1, 1, PAST));
    fireUntilSent(story, 1);
    assertThat(timersOf(story))
        .extracting(status -> status.timer().key().rung())
        .containsExactly(1);

    take(story.escalated(2, 1, 1, PAST.plusSeconds(60)));
    fireUntilSent(story, 2);

    assertThat(timersOf(story))
        .extracting(status -> status.timer().key().rung(), TimerStatus::state)
        .containsExactly(tuple(1, WITHDRAWN), tuple(2, SENT));
    take(story.closed(3));
  }

  private static String idOf(RequestStory story, String name) {
    return NameBasedIds.v5(story.id(), name).toString();
  }

  private static TimerCommand expiry(Claimed claimed) {
    var resending = new Resending(Duration.ofSeconds(1), Duration.ofSeconds(1));
    if (Firing.of(claimed.timer(), 1, claimed.now(), resending) instanceof Send(var command, _)) {
      return command;
    }
    throw new AssertionError("nothing to send for " + claimed);
  }

  private void take(ClockEvent... events) {
    var progress = Progress.of("test", "events", 0, 1);
    await(takeEvents.take(TEST, progress, List.of(events)));
  }

  private void fire() {
    await(fireTimers.round(TEST));
  }

  /** Other tests' timers are due too, and pauses between two sendings pass. */
  private void fireUntilSent(RequestStory story, int commandsSent) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          fire();
          return timersOf(story).stream().mapToInt(TimerStatus::attempts).sum() >= commandsSent;
        });
  }

  private List<TimerStatus> timersOf(RequestStory story) {
    return await(timers.of(story.partner(), story.request()));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
