package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.EvaluationSchema;
import dev.countersign.rules.testing.Past;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Policies that count, on a real broker and a real database (N-12). */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class WindowedIntakeTest {

  /** Refunds to one customer that come to 100,000 within a day need the controller. */
  private static final String SPLIT =
      """
      {"currency": "BDT",
       "windows": {"refunded": {"sum": "amount", "per": "FIELD", "over": "PT24H"}},
       "rules": [
         {"id": "single", "over": "100000", "role": "Controller"},
         {"id": "split", "when": "refunded >= 100000", "always": [{"role": "Controller"}]}]}
      """;

  /** Reads a field by itself and as a sum; none of the refunds here has it. */
  private static final String NETTED =
      """
      {"currency": "BDT", "onMissingFact": "NON_MATCH",
       "windows": {"netted": {"sum": "net", "per": "customer", "over": "PT24H"}},
       "rules": [
         {"id": "net", "when": "net > 1000", "always": [{"role": "Controller"}]},
         {"id": "netted", "when": "netted > 5000", "always": [{"role": "Controller"}]}]}
      """;

  @Inject LiveRules rules;
  @Inject IntakeAnswers answers;
  @Inject ClientSettings settings;

  private final Instant start = Instant.now();
  private final Topic evaluations = Topic.of("approvals.evaluations.v1");
  private Past past;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    past = Past.of(rules);
    past.activate(past.draft(split("customer")));
  }

  @Test
  @DisplayName("N-12 SD-16: the part that crosses the limit is the first that needs approval")
  void crossingPartIsTheFirst() {
    for (int part = 1; part <= 5; part++) {
      var evaluation = evaluated(past.publish(List.of(refund("c-1")), 1).getFirst());

      assertThat(evaluation.at("/verdict").asText())
          .describedAs("part %d", part)
          .isEqualTo(part < 4 ? "NOT_REQUIRED" : "REQUIRED");
      assertThat(evaluation.at("/windows/0/before").asText()).isEqualTo("" + 30_000 * (part - 1));
      assertThat(evaluation.at("/trace").toString()).contains("" + 30_000 * part);
    }
  }

  @Test
  @DisplayName("N-12 TN-01: what comes at once or twice counts once, other partners' do not count")
  void onlyOwnEventsCountAndOnce() {
    var other = Past.of(rules);
    other.activate(other.draft(split("customer")));
    other.publish(List.of(refund(other, "c-1"), refund(other, "c-1"), refund(other, "c-1")), 3);
    var first = refund("c-1");
    var second = refund("c-1");

    var answered = past.publish(List.of(first, second, first, refund("c-2"), second, first), 6);

    assertThat(answered)
        .allSatisfy(
            it -> assertThat(evaluated(it).at("/verdict").asText()).isEqualTo("NOT_REQUIRED"));
    assertThat(answered.stream().map(it -> evaluated(it).at("/windows/0/before").asInt()))
        .containsOnly(0, 30_000);
  }

  @Test
  @DisplayName("N-12 B15: after a crash between the two commits an event gets its number again")
  void crashBetweenTheCommitsChangesNothing() {
    var topic = Topic.of("windows-crash.v1");
    var id = UUID.randomUUID().toString();
    topic.send(null, data("c-1"), headers(id));

    try (var crashing = session(topic, DyingProducer.at("commitTransaction", producer(topic)))) {
      crashing.start(Set.of(topic.name()));
      assertThatThrownBy(() -> turnUntilDone(crashing)).hasMessage("the network is gone");
    }
    assertThat(answersTo(id)).isEmpty();
    var other = evaluated(past.publish(List.of(refund("c-1")), 1).getFirst());
    try (var next = session(topic, producer(topic))) {
      next.start(Set.of(topic.name()));
      while (answersTo(id).isEmpty()) {
        next.round();
      }
    }

    assertThat(answersTo(id)).hasSize(1);
    assertThat(answersTo(id).getFirst().at("/windows/0/before").asText()).isEqualTo("0");
    assertThat(other.at("/windows/0/before").asText()).isEqualTo("30000");
  }

  @Test
  @DisplayName("N-12: while nothing can be counted nothing is answered, and nothing is lost")
  void nothingIsAnsweredUncounted() throws SQLException {
    var topic = Topic.of("windows-outage.v1");
    var id = UUID.randomUUID().toString();
    topic.send(null, data("c-1"), headers(id));

    database("revoke insert on rules.counted_event from rules_app");
    try (var failing = session(topic, producer(topic))) {
      failing.start(Set.of(topic.name()));
      assertThatThrownBy(() -> turnUntilDone(failing)).hasMessageContaining("permission denied");
      assertThat(answersTo(id)).isEmpty();
    } finally {
      database("grant insert on rules.counted_event to rules_app");
    }
    try (var next = session(topic, producer(topic))) {
      next.start(Set.of(topic.name()));
      while (answersTo(id).isEmpty()) {
        next.round();
      }
    }

    assertThat(answersTo(id)).hasSize(1);
  }

  @Test
  @DisplayName("N-12 N-01: a backtest of the version in force gives every number again")
  void backtestReproducesWindows() {
    var twice = refund("c-1");
    past.publish(List.of(twice, refund("c-1"), refund("c-2"), twice, refund("c-1")), 5);
    past.publish(List.of(refund("c-1"), refund("c-1")), 2);

    var report =
        past.simulate(
                "{\"policyId\":\"%s\",\"version\":2,\"from\":\"%s\"}"
                    .formatted(past.policy(), start))
            .get("report");

    assertThat(report.at("/recorded/same").asInt()).as(report.toString()).isEqualTo(7);
    assertThat(report.at("/recorded/differences").asInt()).isZero();
    assertThat(report.at("/changes/UNCHANGED").asInt()).isEqualTo(6);
  }

  @Test
  @DisplayName("N-12 N-01 N-02: backtest and shadow count what nobody counted, both the same")
  void backtestAndShadowCountTheSame() {
    var candidate = split("branch");
    var version = past.draft(candidate);
    past.move(version, ":shadow", past.admin(), 202);
    past.awaitShadow(version);
    // To different customers, so the version in force asks nobody.
    past.publish(IntStream.range(0, 6).mapToObj(it -> refund("c-" + it)).toList(), 6);

    var report =
        past.simulate(
                "{\"policyId\":\"%s\",\"version\":%d,\"from\":\"%s\"}"
                    .formatted(past.policy(), version, start))
            .get("report");
    var told =
        Topic.of("approvals.policy-shadow.v1")
            .await(
                3,
                it ->
                    it.key() != null
                        && new String(it.key(), UTF_8).startsWith(past.partner() + "|"));

    assertThat(report.at("/recorded/differences").asInt()).isZero();
    assertThat(report.at("/changes/NEWLY_REQUIRED").asInt()).as(report.toString()).isEqualTo(3);
    assertThat(told).hasSize(3);
  }

  @Test
  @DisplayName("N-12: a dry run looks at what was counted, and adds nothing")
  void dryRunCountsNothing() {
    past.publish(List.of(refund("c-1"), refund("c-1"), refund("c-1")), 3);

    for (int again = 0; again < 3; again++) {
      assertThat(dryRun("c-1").at("/windows/0/before").asText()).isEqualTo("90000");
      assertThat(dryRun("c-1").at("/verdict").asText()).isEqualTo("REQUIRED");
      assertThat(dryRun("c-2").at("/verdict").asText()).isEqualTo("NOT_REQUIRED");
    }
    var next = evaluated(past.publish(List.of(refund("c-1")), 1).getFirst());
    assertThat(next.at("/windows/0/before").asText()).isEqualTo("90000");
  }

  @Test
  @DisplayName("N-12: nobody learns by trying what a customer comes to, but who keeps policies")
  void tryingTellsOthersNothing() {
    past.publish(List.of(refund("c-1")), 1);
    var maker = Acme.as("maker@" + past.partner(), past.partner());

    maker
        .contentType(ContentType.JSON)
        .body(tried("c-1"))
        .post("/v1/evaluations")
        .then()
        .statusCode(403)
        .body("code", equalTo("group_required"));
    Acme.as("maker@" + past.partner(), past.partner())
        .urlEncodingEnabled(true)
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParams("type", "refund.requested", "subject", "R")
        .formParam("data", new String(data("c-1"), UTF_8))
        .post("/policies/try")
        .then()
        .body(containsString("Its policy counts what others did."))
        .body(not(containsString("id=\"answer\"")));
  }

  @Test
  @DisplayName("N-03, N-12: a change that would make an event countable is not told of")
  void uncountedEventIsExplained() {
    past.activate(past.draft((ObjectNode) Json.read(NETTED.getBytes(UTF_8))));

    assertThat(dryRun("c-1").at("/counterfactuals").isArray()).isTrue();
  }

  private static String tried(String customer) {
    var body = Json.read(data(customer));
    return "{\"type\":\"refund.requested\",\"subject\":\"R\",\"data\":" + body + "}";
  }

  private JsonNode dryRun(String customer) {
    return Json.read(
        past.admin()
            .contentType(ContentType.JSON)
            .body(tried(customer))
            .post("/v1/evaluations?explain=true")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray());
  }

  private static ObjectNode split(String per) {
    return (ObjectNode) Json.read(SPLIT.replace("FIELD", per).getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> refund(String customer) {
    return refund(past, customer);
  }

  private static ProducerRecord<byte[], byte[]> refund(Past of, String customer) {
    return of.record(UUID.randomUUID().toString(), "refund.requested", data(customer), Map.of());
  }

  private static byte[] data(String customer) {
    return """
    {"amount":"30000.00","currency":"BDT","maker":"maker@acme","makerReason":"r","branch":"DHK",\
    "customer":"%s"}\
    """
        .formatted(customer)
        .getBytes(UTF_8);
  }

  private Map<String, byte[]> headers(String id) {
    var headers = Acme.headers(id, "refund.requested", "R-" + id);
    headers.put("ce_partnerid", past.partner().getBytes(UTF_8));
    return headers;
  }

  private static JsonNode evaluated(ConsumerRecord<byte[], byte[]> record) {
    assertThat(EvaluationSchema.errors("approval.evaluated", record.value())).isEmpty();
    return Json.read(record.value());
  }

  private List<JsonNode> answersTo(String id) {
    return evaluations.all().stream()
        .map(it -> Json.read(it.value()))
        .filter(it -> it.at("/event/id").asText().equals(id))
        .toList();
  }

  private static void database(String sql) throws SQLException {
    var name = ConfigProvider.getConfig().getValue("countersign.database.name", String.class);
    try (var database = EmbeddedInfrastructure.shared().databases().connect(name);
        var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void turnUntilDone(IntakeSession session) {
    for (int round = 0; round < 100; round++) {
      session.round();
    }
  }

  private IntakeSession session(Topic topic, Producer<byte[], byte[]> producer) {
    var reader = settings.reader();
    reader.put(ConsumerConfig.GROUP_ID_CONFIG, topic.name());
    reader.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
    reader.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 6000);
    var consumer =
        new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return new IntakeSession(consumer, producer, answers, new HashSet<>());
  }

  private Producer<byte[], byte[]> producer(Topic topic) {
    var answers = settings.answers();
    answers.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name());
    return new KafkaProducer<>(answers, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
