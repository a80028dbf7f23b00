package dev.countersign.rules.kafka;

import static dev.countersign.rules.testing.Topic.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.HangingShadow;
import dev.countersign.rules.app.JudgeShadow;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.window.CountEvents;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.Span;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.StepClocks.Mode;
import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.PolicyJson.LivePolicies;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.EvaluationSchema;
import dev.countersign.rules.testing.Past;
import dev.countersign.rules.testing.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A version in the shadow of the one in force, on a real broker (N-02). */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ShadowTest {

  @Inject LiveRules rules;
  @Inject MeterRegistry metrics;
  @Inject CountEvents countEvents;

  private final Topic divergences = Topic.of("approvals.policy-shadow.v1");
  private Past past;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    past = Past.of(rules);
  }

  @AfterEach
  void leaveNoShadow() {
    rules.dropPolicy(past.partner(), Past.REFUND.value());
  }

  @Test
  @DisplayName(
      "N-02: with a shadow the evaluations are the same bytes, and k divergences appear k times")
  void shadowChangesNothingAndTellsEachDivergenceOnce() {
    var freed = List.of("100000", "120000", "149999.99");
    var others = List.of("99999.99", "150000", "500000", "x");
    var records = refunds(freed);
    records.addAll(refunds(others));
    var without = past.publish(records, records.size());

    var version = past.draft(past.movedBand("100000", "150000"));
    past.move(version, ":shadow", past.admin(), 202);
    past.awaitShadow(version);
    var with = past.publish(records, records.size());

    assertThat(contents(with)).isEqualTo(contents(without));
    var told = awaitTold(version, freed.size());
    assertThat(told).hasSize(freed.size());
    for (var record : told) {
      assertThat(EvaluationSchema.errors("approval.shadow_diverged", record.value())).isEmpty();
      var body = Json.read(record.value());
      assertThat(body.at("/change").asText()).isEqualTo("NO_LONGER_REQUIRED");
      assertThat(body.at("/live/verdict").asText()).isEqualTo("REQUIRED");
      assertThat(body.at("/live/route/tracks")).isNotEmpty();
      assertThat(body.at("/shadow/verdict").asText()).isEqualTo("NOT_REQUIRED");
      assertThat(body.at("/shadow/policyVersion").asInt()).isEqualTo(version);
      assertThat(body.at("/shadow/trace/0/text").asText()).contains("is below [150000, 500000)");
      assertThat(header(record, "ce_id")).isEqualTo(body.at("/id").asText());
      assertThat(new String(record.key(), UTF_8)).isEqualTo(past.partner() + "|refund");
    }
  }

  @Test
  @DisplayName("N-02: divergences are read at the version's door, by its partner's admins alone")
  void divergencesAreReadAtTheDoor() {
    var version = past.draft(past.movedBand("100000", "150000"));
    past.move(version, ":shadow", past.admin(), 202);
    past.awaitShadow(version);
    past.publish(refunds(List.of("120000", "130000", "1")), 3);
    awaitTold(version, 2);
    var door = "/v1/policies/" + past.policy() + "/versions/" + version;

    past.admin()
        .get(door + "/divergences?limit=1")
        .then()
        .statusCode(200)
        .body("total", equalTo(2))
        .body("complete", equalTo(true))
        .body("changes.NO_LONGER_REQUIRED", equalTo(2))
        .body("newest", hasSize(1));
    past.admin().get(door).then().body("state", equalTo("SHADOW")).body("live", equalTo(true));
    var other = Past.of(rules);
    other.admin().get(door + "/divergences").then().statusCode(404);
    Acme.as("auditor@x", past.partner(), "auditor")
        .get(door + "/divergences")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName(
      "N-02: DRAFT → SHADOW → DRAFT or IN_REVIEW; what stands in the shadow cannot be edited")
  void shadowHasItsPlaceInTheLifeOfAVersion() {
    var version = past.draft(past.movedBand("100000", "150000"));
    var path = "/v1/policies/" + past.policy() + "/versions/" + version;

    past.move(version, ":unshadow", past.admin(), 409);
    past.move(version, ":shadow", past.admin(), 202);
    past.move(version, ":shadow", past.admin(), 409);
    past.move(version, ":activate", past.admin(), 409);
    past.admin().delete(path).then().statusCode(409).body("code", equalTo("not_a_draft"));
    past.admin()
        .contentType(ContentType.JSON)
        .header("If-Match", "\"2\"")
        .body(past.movedBand("100000", "160000").toString())
        .put(path)
        .then()
        .statusCode(409)
        .body("code", equalTo("not_a_draft"));
    past.admin()
        .contentType(ContentType.JSON)
        .body(past.movedBand("100000", "1").put("operation", "refund").toString())
        .post("/v1/policies")
        .then()
        .statusCode(409)
        .body("code", equalTo("version_open"));
    past.move(version, ":unshadow", past.admin(), 200);
    past.admin().get(path).then().body("state", equalTo("DRAFT"));
    past.move(version, ":shadow", past.admin(), 202);
    past.awaitShadow(version);
    past.activate(version);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rules.shadow(past.partner(), Past.REFUND).isEmpty());
  }

  @Test
  @DisplayName("N-02: a shadow that fails on every event leaves the live answers as they are")
  void failingShadowHurtsNobody() {
    var records = refunds(List.of("120000", "1", "700000"));
    var without = past.publish(records, records.size());
    attach(broken());
    var failedBefore = failed();

    var with = past.publish(records, records.size());

    assertThat(contents(with)).isEqualTo(contents(without));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(failed() - failedBefore).isEqualTo(3));
  }

  @Test
  @DisplayName("N-02: a shadow that never comes to an end keeps no event waiting, and misses none")
  void hangingShadowKeepsNobodyWaiting() throws InterruptedException {
    var hanging = new HangingShadow(rules, countEvents);
    QuarkusMock.installMockForType(hanging, JudgeShadow.class);
    var version = past.draft(past.movedBand("100000", "150000"));
    past.move(version, ":shadow", past.admin(), 202);
    past.awaitShadow(version);

    past.publish(refunds(List.of("120000")), 1);
    hanging.awaitAsked();
    past.publish(refunds(List.of("120000", "700000", "130000")), 3);

    assertThat(hanging.isAsked()).isTrue();
    assertThat(told(version)).isEmpty();
    hanging.release();
    assertThat(awaitTold(version, 3)).hasSize(3);
  }

  /** Puts a version in the shadow that no admin could have saved. */
  private void attach(Policy shadow) {
    var live = rules.versions(past.partner(), Past.REFUND);
    var partner = new PartnerId(past.partner());
    var inShadow = new LivePolicy(shadow, Instant.now(), Optional.empty());
    rules.take(new LivePolicies(partner, Past.REFUND, 1000, live, List.of(inShadow)));
  }

  /** Its ladder asks the approvers of a step that is not there: the evaluator throws. */
  private Policy broken() {
    var lent =
        new Rung(Span.byClock(Duration.ofHours(1)), new Target.OfStep("gone"), Mode.ADD, true);
    var clocks = StepClocks.of(new Timeout.Escalate(List.of(lent)));
    var plan = Plan.of(List.of(Step.of("Controller", clocks)));
    var live = rules.versions(past.partner(), Past.REFUND).getFirst().policy();
    var terms = Terms.of(new Coverage.Always(plan), live.terms().settings());
    return Policy.compile(live.key(), terms);
  }

  private double failed() {
    var counter = metrics.find("countersign.shadow.evaluations").tag("result", "FAILED").counter();
    return counter == null ? 0 : counter.count();
  }

  private List<ProducerRecord<byte[], byte[]>> refunds(List<String> amounts) {
    return new ArrayList<>(amounts.stream().map(it -> past.refund(id(), it)).toList());
  }

  private List<ConsumerRecord<byte[], byte[]>> awaitTold(int version, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> told(version).size() >= count);
    return told(version);
  }

  private List<ConsumerRecord<byte[], byte[]>> told(int version) {
    return divergences.all().stream()
        .filter(it -> new String(it.key(), UTF_8).equals(past.partner() + "|refund"))
        .filter(it -> Json.read(it.value()).at("/version").asInt() == version)
        .toList();
  }

  /** Key, headers and value of each record, in an order of their own; times are the records'. */
  private static List<String> contents(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(ShadowTest::content).sorted().toList();
  }

  private static String content(ConsumerRecord<byte[], byte[]> record) {
    var headers =
        StreamSupport.stream(record.headers().spliterator(), false)
            .filter(it -> !it.key().equals("ce_time"))
            .map(it -> it.key() + "=" + new String(it.value(), UTF_8))
            .toList();
    return new String(record.key(), UTF_8) + headers + new String(record.value(), UTF_8);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
