package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.ClockEvent.ClockSet;
import dev.countersign.escalation.core.ClockEvent.RequestClosed;
import dev.countersign.escalation.core.ClockEvent.RequestOpened;
import dev.countersign.escalation.core.ClockEvent.ReviewOwed;
import dev.countersign.escalation.core.ClockEvent.StepEnded;
import dev.countersign.escalation.core.ClockEvent.StepEscalated;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.StepClock;
import dev.countersign.escalation.core.calendar.BusinessSpan;
import dev.countersign.escalation.core.calendar.RunningBudget;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockEventReaderTest {

  private static final LedgerRecords LEDGER = LedgerRecords.of("acme");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request_approved/examples/one-step",
        "request_rejected/examples/no-order",
        "request_expired/examples/ttl",
        "request_auto_rejected/examples/ttl",
        "request_cancelled/examples/voided",
        "hold_released/examples/released",
        "self_approval_reviewed/examples/justified",
        "self_approval_review_overdue/examples/late"
      })
  void everyEndOfARequestClosesIt(String example) {
    assertThat(event(LEDGER.body(example, 7), RequestClosed.class)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "request_approved/examples/by-its-maker,2026-03-09T05:00:00Z",
    "hold_released/examples/by-its-maker,2026-03-11T04:15:02Z"
  })
  @DisplayName("C-09: what a maker approved closes the request, but for a review by its date")
  void approvalByTheMakerOwesAReview(String example, Instant reviewBy) {
    assertThat(event(LEDGER.body(example, 7), ReviewOwed.class).reviewBy()).isEqualTo(reviewBy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request_created/examples/supervisor-band",
        "request_quarantined/examples/no-policy"
      })
  void requestOpensWithItsTimeToLive(String example) {
    assertThat(event(LEDGER.body(example, 0), RequestOpened.class).expiresAt())
        .isEqualTo(Instant.parse("2026-03-09T04:15:01.250Z"));
  }

  @Test
  void stepStartsWithItsClock() {
    var started = event(LEDGER.body("step_started/examples/supervisor", 1), StepStarted.class);

    var due = Instant.parse("2026-03-04T04:15:01.250Z");
    assertThat(started.step()).isEqualTo(1);
    assertThat(started.clock()).contains(new StepClock(due, Purpose.ESCALATE_STEP));
    assertThat(started.origin().seq()).isEqualTo(1);
  }

  @Test
  @DisplayName("C-15 F-147 A-23 clocks in a calendar are budgets, each from where its time starts")
  void clocksInACalendarAreBudgets() {
    var events = all(LEDGER.body("step_started/examples/in-calendar", 1));
    var started = (StepStarted) events.getFirst();
    var sla = (ClockSet) events.getLast();
    var start = Instant.parse("2026-03-02T04:15:01.250Z");

    assertThat(started.clock().orElseThrow().purpose()).isEqualTo(Purpose.ESCALATE_STEP);
    assertThat(started.clock().orElseThrow().budget())
        .contains(RunningBudget.of("office", BusinessSpan.days(1), start));
    assertThat(sla.clock().purpose()).isEqualTo(Purpose.REMIND_SLA);
    assertThat(sla.clock().budget())
        .contains(RunningBudget.of("office", BusinessSpan.parse("PT24H"), start));
  }

  @Test
  void escalationWithoutAWordOnTheNextIsOnlyNoted() {
    var body = LEDGER.body("step_escalated/examples/to-controller", 2);

    var quiet = event(body.deepCopy(), StepEscalated.class);
    var again = event(body.put("dueAt", "2026-03-09T00:00:00Z"), StepEscalated.class);

    assertThat(quiet.clock()).isEmpty();
    assertThat(again.rung()).isEqualTo(1);
    assertThat(again.clock()).map(StepClock::purpose).contains(Purpose.NOTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step_approved/examples/supervisor", "step_rejected/examples/supervisor"})
  void decidedStepEnds(String example) {
    assertThat(event(LEDGER.body(example, 3), StepEnded.class).step()).isEqualTo(1);
  }

  @Test
  void voteMovesNoClock() {
    assertThat(read(LEDGER.body("decision_recorded/examples/approve", 2)))
        .isEqualTo(new Ignored<>());
  }

  @ParameterizedTest
  @CsvSource({
    "partnerId,ACME",
    "partnerId,bazaar",
    "requestId,4711",
    "seq,-1",
    "seq,1.5",
    "iteration,0",
    "type,approval.step_approved",
    "dueAt,tomorrow",
    "dueAt,+999999999-12-31T23:59:59Z"
  })
  void bodyThatIsNotAsAgreedIsADeadLetter(String member, String value) {
    var body = LEDGER.body("step_started/examples/supervisor", 1);
    var event = LEDGER.event(body.deepCopy());
    var number = value.matches("-?[0-9.]+") && !member.equals("requestId");

    var spoilt = number ? body.set(member, numberNode(value)) : body.put(member, value);

    assertThat(read(event, (ObjectNode) spoilt))
        .isInstanceOfSatisfying(
            Unreadable.class, it -> assertThat(it.reason()).isEqualTo("INVALID_EVENT"));
  }

  @Test
  void bytesThatAreNoEventAreADeadLetter() {
    assertThat(
            ClockEventReader.read(
                new ConsumerRecord<>("events", 0, 0, new byte[0], "garbage".getBytes(UTF_8))))
        .isInstanceOf(Unreadable.class);
  }

  private static JsonNode numberNode(String value) {
    return Json.read(value.getBytes(UTF_8));
  }

  private static <E> E event(ObjectNode body, Class<E> type) {
    return type.cast(all(body).getFirst());
  }

  private static List<ClockEvent> all(ObjectNode body) {
    if (read(body) instanceof Wanted<List<ClockEvent>>(var events)) {
      return events;
    }
    throw new AssertionError("not wanted");
  }

  private static Reading<List<ClockEvent>> read(ObjectNode body) {
    return read(LEDGER.event(body), body);
  }

  private static Reading<List<ClockEvent>> read(CloudEvent envelope, ObjectNode body) {
    var event =
        new CloudEvent(
            envelope.id(),
            envelope.source(),
            envelope.type(),
            envelope.subject(),
            envelope.time(),
            envelope.extensions(),
            body.toString().getBytes(UTF_8));
    var record = CloudEvents.record("events", "key", event, null);
    var consumed = new ConsumerRecord<>("events", 0, 0L, record.key(), record.value());
    record.headers().forEach(header -> consumed.headers().add(header));
    return ClockEventReader.read(consumed);
  }
}
