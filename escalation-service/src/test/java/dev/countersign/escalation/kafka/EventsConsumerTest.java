package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.app.TimerStatus.State;
import dev.countersign.escalation.app.Timers;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The service as it runs, with its own clock: events in on one topic, commands out on another. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EventsConsumerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

  @Inject TestBroker broker;
  @Inject Timers timers;

  @Test
  @DisplayName("T-14 a request expires when its time is over: not before, and not much later")
  void dueRequestIsAskedToExpire() {
    var ledger = LedgerRecords.of("acme");
    var expiresAt = Instant.now().plusSeconds(4);

    broker.publish(ledger.request(), ledger.created(0, expiresAt));

    var command = CommandRecord.await(broker, 1, ledger.request()).getFirst();
    assertThat(command.type()).isEqualTo("approval.expire_request");
    assertThat(Instant.parse(command.body().get("time").textValue()))
        .isBetween(expiresAt.minusMillis(1), expiresAt.plusSeconds(5));
  }

  @Test
  @DisplayName("T-14 a quarantined request expires too")
  void quarantinedRequestIsAskedToExpire() {
    var ledger = LedgerRecords.of("acme");

    broker.publish(ledger.request(), ledger.quarantined(0, PAST));

    assertThat(CommandRecord.await(broker, 1, ledger.request()))
        .extracting(CommandRecord::type)
        .containsExactly("approval.expire_request");
  }

  @Test
  @DisplayName("H5, H15 what became due while the service was away is fired when it is back")
  void eventsOfYesterdayAreCaughtUpWith() {
    var ledger = LedgerRecords.of("acme");

    broker.publish(
        ledger.request(), ledger.created(0, PAST.plusSeconds(60)), ledger.stepStarted(1, PAST));

    assertThat(CommandRecord.await(broker, 2, ledger.request()))
        .extracting(CommandRecord::type)
        .containsExactlyInAnyOrder("approval.escalate_step", "approval.expire_request");
  }

  @Test
  void eventsThatEndTheirClocksWithdrawThem() {
    var ledger = LedgerRecords.of("acme");
    var later = Instant.now().plusSeconds(3600);
    broker.publish(
        ledger.request(), ledger.created(0, later), ledger.stepStarted(1, later.minusSeconds(60)));
    awaitStates(ledger, State.ARMED, State.ARMED);

    broker.publish(ledger.request(), ledger.stepApproved(2));
    awaitStates(ledger, State.WITHDRAWN, State.ARMED);

    // Everything once more, as after a rebalance, and then the end.
    broker.publish(
        ledger.request(),
        ledger.created(0, later),
        ledger.stepStarted(1, later.minusSeconds(60)),
        ledger.stepApproved(2),
        ledger.expired(3));
    awaitStates(ledger, State.WITHDRAWN, State.WITHDRAWN);
  }

  @Test
  @DisplayName("a malformed event is a dead letter, and the events behind it are taken")
  void malformedEventStopsNothing() {
    var ledger = LedgerRecords.of("acme");
    var key = ledger.request().toString();
    var spoilt =
        ledger.body("request_created/examples/supervisor-band", 0).put("expiresAt", "soon");

    broker.publish(
        new ProducerRecord<>(
            broker.topic("approvals.events.v1"), key.getBytes(UTF_8), "garbage".getBytes(UTF_8)));
    broker.publish(ledger.request(), ledger.event(spoilt), ledger.quarantined(1, PAST));

    var letters = broker.await("approvals.events.v1.dlq", 2, CommandRecord.keyed(ledger.request()));
    assertThat(letters)
        .extracting(EventsConsumerTest::reason)
        .containsExactly("INVALID_JSON", "INVALID_EVENT");
    assertThat(CommandRecord.await(broker, 1, ledger.request())).isNotEmpty();
  }

  private void awaitStates(LedgerRecords ledger, State... states) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(timersOf(ledger)).extracting(TimerStatus::state).containsExactly(states));
  }

  private List<TimerStatus> timersOf(LedgerRecords ledger) {
    var found = timers.of(new PartnerId(ledger.partner()), new RequestId(ledger.request()));
    return found.await().atMost(PATIENCE);
  }

  private static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return new String(letter.headers().lastHeader("dlq-reason").value(), UTF_8);
  }
}
