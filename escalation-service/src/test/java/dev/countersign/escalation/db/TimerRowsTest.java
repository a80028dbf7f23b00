package dev.countersign.escalation.db;

import static dev.countersign.escalation.app.TimerStatus.State.ARMED;
import static dev.countersign.escalation.app.TimerStatus.State.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.escalation.ClockByHand;
import dev.countersign.escalation.RequestStory;
import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.app.Timers;
import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ClockByHand.class)
@WithTestResource(EmbeddedResource.class)
class TimerRowsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant TOMORROW = Instant.parse("2999-01-01T00:00:00Z");

  @Inject TakeEvents takeEvents;
  @Inject Timers timers;
  @Inject TenantTransaction transaction;
  @Inject ScanPool scan;

  @Test
  void eventsArmTheTimersOfTheirRequest() {
    var story = RequestStory.at("acme");

    take(story.opened(0, TOMORROW), story.stepStarted(1, 1, TOMORROW.minusSeconds(9)));

    assertThat(timersOf(story)).extracting(TimerStatus::state).containsExactly(ARMED, ARMED);
    assertThat(timersOf(story))
        .extracting(status -> status.timer().dueAt())
        .containsExactly(TOMORROW.minusSeconds(9), TOMORROW);
  }

  @Test
  @DisplayName("H11 an event that comes again cannot bring a withdrawn timer back")
  void redeliveryResurrectsNothing() {
    var story = RequestStory.at("acme");
    var opened = story.opened(0, TOMORROW);
    var started = story.stepStarted(1, 1, TOMORROW);

    take(opened, started, opened, started);
    take(story.stepEnded(2, 1), story.closed(3));
    take(opened, started);
    take(opened, started, story.stepEnded(2, 1));

    assertThat(timersOf(story))
        .extracting(TimerStatus::state)
        .containsExactly(WITHDRAWN, WITHDRAWN);
  }

  @Test
  @DisplayName("H11 an older event that comes after the one that ended its clock arms nothing")
  void latecomerArmsNothing() {
    var story = RequestStory.at("acme");

    take(story.closed(3));
    take(story.stepStarted(1, 1, TOMORROW));
    take(story.opened(0, TOMORROW));

    assertThat(timersOf(story))
        .extracting(TimerStatus::state)
        .containsExactly(WITHDRAWN, WITHDRAWN);
  }

  @Test
  void endedStepLeavesTheOtherClocksRunning() {
    var story = RequestStory.at("acme");

    take(
        story.opened(0, TOMORROW.plusSeconds(9)),
        story.stepStarted(1, 1, TOMORROW),
        story.stepEnded(2, 1),
        story.stepStarted(3, 2, TOMORROW.plusSeconds(1)));

    assertThat(timersOf(story))
        .extracting(TimerStatus::state)
        .containsExactly(WITHDRAWN, ARMED, ARMED);
  }

  @Test
  @DisplayName("H5 an escalation ends its rung and starts the next")
  void escalationMovesToTheNextRung() {
    var story = RequestStory.at("acme");

    take(story.stepStarted(1, 1, TOMORROW));
    take(story.escalated(2, 1, 1, TOMORROW.plusSeconds(1)));

    assertThat(timersOf(story))
        .extracting(status -> status.timer().key().rung(), TimerStatus::state)
        .containsExactly(tuple(1, WITHDRAWN), tuple(2, ARMED));
  }

  @Test
  @DisplayName("I-10 a partner sees no timer of another one")
  void partnersAreApart() {
    var story = RequestStory.at("acme");
    take(story.opened(0, TOMORROW));

    assertThat(await(timers.of(new PartnerId("bazaar"), story.request()))).isEmpty();
    assertThat(query("bazaar", "select 1 from escalation.timer where partner_id = 'acme'"))
        .isEmpty();
  }

  @Test
  @DisplayName("ruling 24: a scan across partners reads keys and nothing of what they are about")
  void scanReadsKeysOnly() {
    take(RequestStory.at("acme").opened(0, TOMORROW));

    assertThat(scan("select partner_id, request_id, next_send_at from escalation.timer limit 1"))
        .hasSize(1);
    assertThatThrownBy(() -> scan("select purpose from escalation.timer limit 1"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> scan("select 1 from escalation.ending limit 1"))
        .hasMessageContaining("permission denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from escalation.timer",
        "update escalation.timer set purpose = 'NOTE'",
        "update escalation.calendar_version set definition = '{}'",
        "delete from escalation.calendar",
        "delete from escalation.ending",
        "update escalation.timer_firing set attempt = 2",
        "truncate escalation.timer_firing"
      })
  void serviceMayNotRewriteWhatHappened(String statement) {
    assertThatThrownBy(() -> query("acme", statement)).hasMessageContaining("permission denied");
  }

  @Test
  void doneTimerStaysDone() {
    var story = RequestStory.at("acme");
    take(story.opened(0, TOMORROW), story.closed(1));

    assertThatThrownBy(() ->
            query(
                "acme",
                "update escalation.timer set state = 'ARMED', next_send_at = due_at,"
                    + " withdrawn_at = null where request_id = '"
                    + story.id()
                    + "'"))
        .hasMessageContaining("cannot become");
  }

  @Test
  @DisplayName("A-23 when a timer is due changes with its calendar alone")
  void dueTimeIsPinned() {
    var story = RequestStory.at("acme");
    take(story.opened(0, TOMORROW));

    assertThatThrownBy(() ->
            query(
                "acme",
                "update escalation.timer set due_at = now() where request_id = '"
                    + story.id()
                    + "'"))
        .hasMessageContaining("due time changed without its calendar");
  }

  private void take(ClockEvent... events) {
    var progress = Progress.of("test", "events", 0, 1);
    await(takeEvents.take(new Actor.Service("test"), progress, List.of(events)));
  }

  private List<TimerStatus> timersOf(RequestStory story) {
    return await(timers.of(story.partner(), story.request()));
  }

  private List<Row> query(String partner, String sql) {
    return rows(
        await(transaction.run(Set.of(partner), connection -> connection.query(sql).execute())));
  }

  private List<Row> scan(String sql) {
    return rows(await(scan.pool().query(sql).execute()));
  }

  private static List<Row> rows(RowSet<Row> set) {
    return StreamSupport.stream(set.spliterator(), false).toList();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
