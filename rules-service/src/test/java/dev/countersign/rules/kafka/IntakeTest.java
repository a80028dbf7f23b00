package dev.countersign.rules.kafka;

import static dev.countersign.rules.testing.Topic.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.EvaluationSchema;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events in, evaluations out, on a real broker. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class IntakeTest {

  private static final String PAYLOAD = "{\"amount\":\"350000\",\"currency\":\"BDT\"}";

  @Inject LiveRules rules;

  private final Topic intake = Topic.of("approvals.intake.v1");
  private final Topic evaluations = Topic.of("approvals.evaluations.v1");
  private final Topic deadLetters = Topic.of("approvals.intake.v1.dlq");

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
  }

  @Test
  @DisplayName("F-055 F-060: a binary event gets one evaluation that keeps the contract")
  void binaryEventIsEvaluated() {
    var id = UUID.randomUUID().toString();

    intake.send(null, Acme.data("350000"), Acme.headers(id, "invoice.created", "INV-" + id));

    var record = only(id);
    var body = Json.read(record.value());
    assertThat(EvaluationSchema.errors("approval.evaluated", record.value())).isEmpty();
    assertThat(new String(record.key(), UTF_8)).isEqualTo("acme|invoice|INV-" + id);
    assertThat(header(record, "traceparent")).isEqualTo(Acme.TRACE);
    assertThat(header(record, "ce_type")).isEqualTo("approval.evaluated");
    assertThat(header(record, "ce_source")).isEqualTo("/countersign/rules-service");
    assertThat(header(record, "ce_id")).isEqualTo(text(body, "/evaluationId"));
    assertThat(header(record, "ce_partnerid")).isEqualTo("acme");
    assertThat(header(record, "ce_policyversion")).isEqualTo("1");
    assertThat(text(body, "/verdict")).isEqualTo("REQUIRED");
    assertThat(text(body, "/intent")).isEqualTo("OPEN");
    assertThat(text(body, "/event/time")).isEqualTo("2026-03-02T04:15:00Z");
    assertThat(text(body, "/maker")).isEqualTo("maker@acme");
    assertThat(text(body, "/facts/amount")).isEqualTo("350000");
    assertThat(body.at("/material").toString()).isEqualTo(PAYLOAD);
    assertThat(text(body, "/ruleIds/0")).isEqualTo("band-200000");
    assertThat(text(body, "/route/tracks/0/steps/0/approvers/0/role"))
        .isEqualTo("Mid-Office Supervisor");
    assertThat(text(body, "/route/ttl")).isEqualTo("P7D");
    assertThat(body.at("/data").toString()).isEqualTo(new String(Acme.data("350000"), UTF_8));
  }

  @Test
  void structuredEventIsEvaluatedAlike() {
    var id = UUID.randomUUID().toString();
    var event =
        """
        {"specversion":"1.0","id":"%s","source":"/billing","type":"refund.requested",
         "subject":"R-1","partnerid":"acme","datacontenttype":"application/json","data":%s}
        """
            .formatted(id, new String(Acme.data("99999.99"), UTF_8));

    intake.send(
        null,
        event.getBytes(UTF_8),
        Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8)));

    var body = Json.read(only(id).value());
    assertThat(text(body, "/verdict")).isEqualTo("NOT_REQUIRED");
    assertThat(text(body, "/reasonCode")).isEqualTo("BELOW_FIRST_BAND");
    assertThat(text(body, "/trace/0/text"))
        .isEqualTo("amount 99999.99 BDT is below [100000, 500000)");
  }

  @Test
  @DisplayName("B10 A1: a redelivered event gets the same evaluation again, byte for byte")
  void redeliveryRepeatsTheEvaluation() {
    var id = UUID.randomUUID().toString();
    var record = intake.record(null, Acme.data("700000"), Acme.headers(id, "booking.created", "B"));

    intake.send(List.of(record, record));

    var answers = evaluations.await(2, it -> isAbout(it, id));
    assertThat(answers.get(0).value()).isEqualTo(answers.get(1).value());
    assertThat(header(answers.get(0), "ce_id")).isEqualTo(header(answers.get(1), "ce_id"));
  }

  @Test
  void unregisteredTypeIsQuarantinedUnderItsOwnKey() {
    var id = UUID.randomUUID().toString();

    intake.send(null, Acme.data("1"), Acme.headers(id, "lunch.eaten", "L-1"));

    var record = only(id);
    var body = Json.read(record.value());
    assertThat(EvaluationSchema.errors("approval.evaluated", record.value())).isEmpty();
    assertThat(new String(record.key(), UTF_8)).isEqualTo("acme|-|/billing/" + id);
    assertThat(text(body, "/reasonCode")).isEqualTo("UNREGISTERED_TYPE");
    assertThat(body.has("operation")).isFalse();
  }

  @Test
  void unknownPartnerIsQuarantined() {
    var id = UUID.randomUUID().toString();
    var headers = Acme.headers(id, "invoice.created", "INV");
    headers.put("ce_partnerid", "nobody".getBytes(UTF_8));

    intake.send(null, Acme.data("1"), headers);

    assertThat(text(Json.read(only(id).value()), "/reasonCode")).isEqualTo("UNKNOWN_PARTNER");
  }

  @Test
  void cancellationCarriesItsIntentAndNoRoute() {
    var id = UUID.randomUUID().toString();

    intake.send(null, "{}".getBytes(UTF_8), Acme.headers(id, "invoice.voided", "INV-9"));

    var record = only(id);
    var body = Json.read(record.value());
    assertThat(EvaluationSchema.errors("approval.evaluated", record.value())).isEmpty();
    assertThat(text(body, "/intent")).isEqualTo("CANCEL");
    assertThat(text(body, "/verdict")).isEqualTo("NOT_REQUIRED");
    assertThat(body.has("route")).isFalse();
  }

  @Test
  @DisplayName(
      "Ruling 2 F-020: a topic bound to a partner takes no other one, and lends its operation")
  void boundTopicTakesItsOwnPartnerOnly() {
    var topic = Topic.of("billing.invoices.v1");
    var own = UUID.randomUUID().toString();
    var foreign = UUID.randomUUID().toString();
    var headers = Acme.headers(own, "bill.raised", "INV-1");
    headers.remove("ce_partnerid");
    var others = Acme.headers(foreign, "bill.raised", "INV-1");
    others.put("ce_partnerid", "bazaar".getBytes(UTF_8));

    topic.send(null, Acme.data("600000"), headers);
    topic.send(null, Acme.data("600000"), others);

    var body = Json.read(only(own).value());
    assertThat(text(body, "/operation")).isEqualTo("invoice");
    assertThat(text(body, "/ruleIds/0")).isEqualTo("band-500000");
    var letter =
        Topic.of("billing.invoices.v1.dlq").await(1, it -> isAbout(it, foreign)).getFirst();
    assertThat(header(letter, "dlq-reason")).isEqualTo("PARTNER_MISMATCH");
  }

  @Test
  @DisplayName("T-04: what is quarantined tells how it came in, and what is judged does not")
  void quarantineTellsHowTheEventCameIn() {
    var topic = Topic.of("billing.invoices.v1");
    var unclear = UUID.randomUUID().toString();
    var clear = UUID.randomUUID().toString();
    var headers = Acme.headers(unclear, "bill.raised", "INV-1");
    headers.put("ce_actor", "somebody.else@acme".getBytes(UTF_8));
    headers.put("ce_revision", "7".getBytes(UTF_8));

    topic.send(null, Acme.data("600000"), headers);
    topic.send(null, Acme.data("600000"), Acme.headers(clear, "bill.raised", "INV-1"));

    var quarantined = only(unclear);
    assertThat(text(Json.read(quarantined.value()), "/reasonCode")).isEqualTo("MAKER_UNCLEAR");
    assertThat(header(quarantined, "ce_intaketopic")).isEqualTo(topic.name());
    assertThat(header(quarantined, "ce_actor")).isEqualTo("somebody.else@acme");
    assertThat(header(quarantined, "ce_revision")).isEqualTo("7");
    assertThat(header(only(clear), "ce_intaketopic")).isNull();
  }

  @Test
  @DisplayName("T-04: a released event is judged by the topic it first came in by")
  void releasedEventIsJudgedByItsOwnTopic() {
    var released = UUID.randomUUID().toString();
    var pretended = UUID.randomUUID().toString();
    var origin = Topic.of("billing.invoices.v1").name().getBytes(UTF_8);
    var headers = Acme.headers(released, "bill.raised", "INV-1");
    headers.put("ce_intaketopic", origin);
    var others = Acme.headers(pretended, "bill.raised", "INV-1");
    others.put("ce_intaketopic", origin);

    Topic.of("approvals.releases.v1").send(null, Acme.data("600000"), headers);
    intake.send(null, Acme.data("600000"), others);

    var body = Json.read(only(released).value());
    assertThat(text(body, "/verdict")).isEqualTo("REQUIRED");
    assertThat(text(body, "/operation")).isEqualTo("invoice");
    assertThat(text(Json.read(only(pretended).value()), "/reasonCode"))
        .isEqualTo("UNREGISTERED_TYPE");
  }

  @Test
  @DisplayName("KF-06: what looks like our own event is a dead letter")
  void refusesOurOwnTypes() {
    var id = UUID.randomUUID().toString();

    intake.send(null, Acme.data("1"), Acme.headers(id, "approval.outcome", "X"));

    var letter = deadLetters.await(1, it -> isAbout(it, id)).getFirst();
    assertThat(header(letter, "dlq-reason")).isEqualTo("TYPE_NOT_ALLOWED");
    assertThat(header(letter, "dlq-service")).isEqualTo("rules-service");
  }

  @Test
  void missingSubjectIsADeadLetter() {
    var id = UUID.randomUUID().toString();
    var headers = new HashMap<>(Acme.headers(id, "invoice.created", "X"));
    headers.remove("ce_subject");

    intake.send(null, Acme.data("1"), headers);

    var letter = deadLetters.await(1, it -> isAbout(it, id)).getFirst();
    assertThat(header(letter, "dlq-reason")).isEqualTo("MISSING_ATTRIBUTE");
  }

  private ConsumerRecord<byte[], byte[]> only(String eventId) {
    return evaluations.await(1, it -> isAbout(it, eventId)).getFirst();
  }

  private static boolean isAbout(ConsumerRecord<byte[], byte[]> record, String eventId) {
    return eventId.equals(header(record, "ce_id"))
        || (header(record, "dlq-reason") == null
            && text(Json.read(record.value()), "/event/id").equals(eventId));
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asText();
  }
}
