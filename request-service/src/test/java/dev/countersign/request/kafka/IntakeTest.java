package dev.countersign.request.kafka;

import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static dev.countersign.request.testing.EvaluationDraft.requiredWithoutSteps;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What becomes of evaluations: one answer per event, whatever is delivered, in whatever company.
 */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class IntakeTest {
  @Inject Stage stage;
  @Inject Cast cast;

  @BeforeEach
  void people() {
    stage.person("acme", "supervisor@acme", "Supervisor");
    stage.person("acme", "supervisor-2@acme", "Supervisor");
  }

  @Test
  @DisplayName("F-194 C4 a duplicate, in the same poll or later, changes nothing")
  void duplicateChangesNothing() {
    stage.evaluate(
        required("acme", "dup-1"), required("acme", "dup-1"), notRequired("acme", "dup-2"));
    stage.await("select 1 from request.outcome where event_id = 'dup-2'");
    stage.evaluate(
        required("acme", "dup-1"), notRequired("acme", "dup-2"), notRequired("acme", "dup-3"));
    stage.await("select 1 from request.outcome where event_id = 'dup-3'");

    assertThat(stage.value("select count(*) from request.request where event_id = 'dup-1'"))
        .isEqualTo("1");
    assertThat(stage.value("select count(*) from request.outcome where event_id = 'dup-2'"))
        .isEqualTo("1");
    assertThat(letters("approvals.intake.v1.dlq", "dup-1")).isEmpty();
  }

  @Test
  @DisplayName("ID_REUSE_CONFLICT an id used for other content goes back to the producer")
  void reusedIdGoesBackToTheProducer() {
    stage.evaluate(
        required("acme", "reuse-1"),
        required("acme", "reuse-1")
            .content("other")
            .with(it -> it.putObject("data").put("amount", "9")));

    var letter = awaitLetter("approvals.intake.v1.dlq", "reuse-1");

    assertThat(header(letter, "dlq-reason")).isEqualTo("ID_REUSE_CONFLICT");
    assertThat(header(letter, "ce_type")).isEqualTo("invoice.created");
    assertThat(header(letter, "ce_partnerid")).isEqualTo("acme");
    assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"amount\":\"9\"}");
    assertThat(
            stage.await("select code from request.security_event where code = 'id_reuse_conflict'"))
        .isEqualTo("id_reuse_conflict");
    assertThat(stage.value("select count(*) from request.request where event_id = 'reuse-1'"))
        .isEqualTo("1");
  }

  @Test
  @DisplayName(
      "F-157 SD-17 T-15 a cancelling event closes the open request and is answered with it")
  void cancellingEventClosesTheOpenRequest() {
    stage.evaluate(
        required("acme", "open-1").subject("S-1"),
        notRequired("acme", "cancel-1").subject("S-1").intent("CANCEL"));

    var body =
        stage.await(
            "select convert_from(body, 'UTF8') from request.outcome where event_id = 'open-1'");

    assertThat(body)
        .contains("\"verdict\":\"CANCELLED\"", "\"basis\":\"SOURCE_EVENT\"")
        .contains("{\"source\":\"/billing\",\"id\":\"cancel-1\"}");
    assertThat(letters("approvals.intake.v1.dlq", "cancel-1")).isEmpty();
  }

  @Test
  @DisplayName("NO_OPEN_REQUEST a cancellation of nothing is a dead letter")
  void cancellationOfNothingIsADeadLetter() {
    stage.evaluate(notRequired("acme", "cancel-2").subject("S-none").intent("CANCEL"));

    var letter = awaitLetter("approvals.intake.v1.dlq", "cancel-2");

    assertThat(header(letter, "dlq-reason")).isEqualTo("NO_OPEN_REQUEST");
    assertThat(stage.value("select 1 from request.outcome where event_id = 'cancel-2'")).isNull();
  }

  @Test
  @DisplayName("T-05 SD-14 I-7 a revision voids the votes; one outcome answers both events")
  void revisionAsksAnew() {
    var first = requiredWithoutSteps("acme", "rev-1").step("Supervisor", "COUNT", 2).subject("S-2");
    var second =
        required("acme", "rev-2").subject("S-2").intent("REVISE").with(it -> it.put("revision", 2));
    var request = cast.open(first);
    cast.decide(request, first, "supervisor@acme", Vote.APPROVE);
    stage.evaluate(second);
    stage.await("select 1 from request.request where id = ? and iteration = 2", request);

    assertThat(cast.decide(request, first, "supervisor@acme", Vote.APPROVE))
        .isInstanceOf(DecisionResult.Stale.class);
    assertThat(cast.decide("supervisor@acme", cast.command(request, second, Vote.APPROVE, 2)))
        .isInstanceOf(DecisionResult.Recorded.class);

    assertThat(
            stage.value(
                "select convert_from(body, 'UTF8') from request.outcome where request_id = ?",
                request))
        .contains("rev-1", "rev-2", "\"verdict\":\"APPROVED\"");
    assertThat(stage.value("select 1 from request.request where event_id = 'rev-2'")).isNull();
  }

  @Test
  @DisplayName("T-05 a revision that is not higher goes back to its producer")
  void outdatedRevisionIsADeadLetter() {
    cast.open(required("acme", "old-1").subject("S-3").with(it -> it.put("revision", 5)));
    stage.evaluate(
        required("acme", "old-2")
            .subject("S-3")
            .intent("REVISE")
            .with(it -> it.put("revision", 4)));

    var letter = awaitLetter("approvals.intake.v1.dlq", "old-2");

    assertThat(header(letter, "dlq-reason")).isEqualTo("OUTDATED_REVISION");
  }

  @Test
  @DisplayName("T-04 what an operator released is evaluated again, and nothing before that")
  void releasedEventIsEvaluatedAgain() {
    var request = cast.open(quarantined("acme", "free-1", "NO_ACTIVE_POLICY"));
    stage.evaluate(required("acme", "free-1"), notRequired("acme", "free-2"));
    stage.await("select 1 from request.outcome where event_id = 'free-2'");
    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("QUARANTINED");

    cast.act(request, new Act.Release(new Reason("the policy is there")), "op@acme", "operator");
    stage.evaluate(required("acme", "free-1"));

    assertThat(stage.await("select 1 from request.request where id = ? and iteration = 2", request))
        .isEqualTo("1");
    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("PENDING");
  }

  @Test
  @DisplayName("INVALID_EVALUATION what is no evaluation is a dead letter and the stream goes on")
  void invalidEvaluationIsADeadLetter() {
    var topic = stage.topic("approvals.evaluations.v1");
    stage.send(new ProducerRecord<>(topic, 0, null, "nonsense".getBytes(UTF_8)));
    stage.evaluate(
        required("acme", "invalid-1").with(it -> it.remove("maker")),
        notRequired("acme", "valid-1"));

    stage.await("select 1 from request.outcome where event_id = 'valid-1'");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(stage.read("approvals.evaluations.v1.dlq"))
                .filteredOn(it -> "INVALID_EVALUATION".equals(header(it, "dlq-reason")))
                .hasSize(2));
  }

  @Test
  @DisplayName("D10 E8 B11 what the database refuses is a dead letter, its neighbours are answered")
  void refusedByTheDatabaseLeavesItsNeighboursAlone() {
    var large = "x".repeat(60_000);
    stage.evaluate(
        notRequired("acme", "near-1").subject("N"),
        required("acme", "large-1")
            .subject("N")
            .with(it ->
                it.putObject("material")
                    .put("a", large)
                    .put("b", large)
                    .put("c", large)
                    .put("d", large)),
        notRequired("acme", "near-2").subject("N"));

    stage.await("select 1 from request.outcome where event_id = 'near-2'");
    stage.await("select 1 from request.outcome where event_id = 'near-1'");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(stage.read("approvals.evaluations.v1.dlq"))
                .anyMatch(it -> "REFUSED_BY_DATABASE".equals(header(it, "dlq-reason"))));
    assertThat(stage.value("select 1 from request.request where event_id = 'large-1'")).isNull();
  }

  @Test
  @DisplayName("T-15 a quarantined request can be cancelled; its second answer is final")
  void quarantinedRequestCanBeCancelled() {
    var request = cast.open(quarantined("acme", "quar-1", "AMOUNT_MISSING"));

    cast.cancel(request, "operator@acme", "operator");

    assertThat(
            stage.query(
                "select verdict from request.outcome where request_id = ? order by ce_time",
                request))
        .containsExactly(List.of("QUARANTINED"), List.of("CANCELLED"));
  }

  @Test
  @DisplayName("D1 the offset stands in the database beside the data")
  void offsetStandsBesideTheData() {
    stage.evaluate(notRequired("acme", "offset-1"));

    stage.await("select 1 from request.outcome where event_id = 'offset-1'");

    assertThat(
            stage.value(
                "select sum(next_offset) > 0 from tech.consumer_offset where topic = ?",
                stage.topic("approvals.evaluations.v1")))
        .isEqualTo("t");
  }

  private ConsumerRecord<byte[], byte[]> awaitLetter(String topic, String eventId) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> letters(topic, eventId), letters -> letters.size() == 1)
        .getFirst();
  }

  private List<ConsumerRecord<byte[], byte[]>> letters(String topic, String eventId) {
    return stage.read(topic).stream()
        .filter(record -> eventId.equals(header(record, "ce_id")))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
