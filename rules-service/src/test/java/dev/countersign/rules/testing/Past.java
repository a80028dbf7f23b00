package dev.countersign.rules.testing;

import static dev.countersign.rules.testing.Acme.as;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.operation.OperationCode;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** A strict partner of a test's own, its refunds, and the life of its refund policy. */
public final class Past {

  public static final OperationCode REFUND = new OperationCode("refund");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Topic intake = Topic.of("approvals.intake.v1");
  private final Topic evaluations = Topic.of("approvals.evaluations.v1");
  private final LiveRules rules;
  private final String partner;

  private Past(LiveRules rules, String partner) {
    this.rules = rules;
    this.partner = partner;
  }

  /** A new partner whose default policies are in force. */
  public static Past of(LiveRules rules) {
    var past = new Past(rules, "past-" + UUID.randomUUID().toString().substring(0, 8));
    Acme.setUp(past.partner, "STRICT_MAKER_CHECKER");
    past.awaitLive(1);
    return past;
  }

  public String partner() {
    return partner;
  }

  public RequestSpecification admin() {
    return as("policy-admin@" + partner, partner, "policy_admin");
  }

  public String policy() {
    return rules.versions(partner, REFUND).getFirst().policy().key().id().toString();
  }

  /** Carries the outbox until a version judges. */
  public void awaitLive(int version) {
    await(() ->
        rules.partner(partner).isPresent()
            && rules.versions(partner, REFUND).stream()
                .anyMatch(it -> it.policy().key().version() == version));
  }

  /** Carries the outbox until a version stands in the shadow. */
  public void awaitShadow(int version) {
    await(() ->
        rules
            .shadow(partner, REFUND)
            .filter(it -> it.policy().key().version() == version)
            .isPresent());
  }

  private static void await(Callable<Boolean> condition) {
    OutboxRelay.run();
    Awaitility.await().atMost(PATIENCE).until(condition);
  }

  /** The terms in force, with the edge of a band moved. */
  public ObjectNode movedBand(String from, String to) {
    var version = rules.versions(partner, REFUND).getFirst().policy().key().version();
    var body =
        Json.read(
            admin()
                .get("/v1/policies/" + policy() + "/versions/" + version)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    var terms = (ObjectNode) body.get("terms");
    var moved = 0;
    for (var band : terms.get("bands")) {
      if (band.get("from").asText().equals(from)) {
        ((ObjectNode) band).put("from", to);
        moved++;
      }
    }
    if (moved != 1) {
      throw new IllegalStateException("No band from " + from + " in " + terms);
    }
    return terms;
  }

  /** Drafts the next version and answers its number. */
  public int draft(ObjectNode terms) {
    return admin()
        .contentType(ContentType.JSON)
        .body(terms.deepCopy().put("operation", "refund").toString())
        .post("/v1/policies")
        .then()
        .statusCode(201)
        .extract()
        .path("version");
  }

  /** Takes a draft into force, by two people. */
  public void activate(int version) {
    move(version, ":submit", admin(), 200);
    move(version, ":activate", as("policy-admin-2@" + partner, partner, "policy_admin"), 202);
    awaitLive(version);
  }

  public void move(int version, String verb, RequestSpecification by, int status) {
    by.post("/v1/policies/" + policy() + "/versions/" + version + verb).then().statusCode(status);
  }

  /** A refund over an amount. */
  public ProducerRecord<byte[], byte[]> refund(String id, String amount) {
    return record(id, "refund.requested", Acme.data(amount), Map.of());
  }

  public ProducerRecord<byte[], byte[]> record(
      String id, String type, byte[] data, Map<String, String> more) {
    var headers = new HashMap<>(Acme.headers(id, type, "R-" + id));
    headers.put("ce_partnerid", partner.getBytes(UTF_8));
    more.forEach((name, value) -> headers.put(name, value.getBytes(UTF_8)));
    return intake.record(("k-" + id).getBytes(UTF_8), data, headers);
  }

  /** Publishes records and waits for so many more evaluations of refunds. */
  public List<ConsumerRecord<byte[], byte[]>> publish(
      List<ProducerRecord<byte[], byte[]>> records, int evaluated) {
    // A reader has no order across partitions, so what is new is told by its place.
    var before = evaluations.all().stream().map(Past::place).collect(Collectors.toSet());
    intake.send(records);
    return evaluations.await(
        evaluated, record -> isOurs(record) && !before.contains(place(record)));
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.partition() + "/" + record.offset();
  }

  private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && new String(record.key(), UTF_8).startsWith(partner + "|refund|");
  }

  /** A backtest of a version that some instance runs, and goes on running. */
  public String running(int version) throws SQLException {
    return running(version, "now()");
  }

  /** One that gave its last sign of life at that time, an expression of the database. */
  public String running(int version, String beat) throws SQLException {
    try (var database =
            EmbeddedInfrastructure.shared()
                .databases()
                .connect(
                    ConfigProvider.getConfig()
                        .getValue("countersign.database.name", String.class));
        var statement = database.createStatement();
        var id =
            statement.executeQuery(
                """
                insert into rules.simulation (partner_id, id, operation, policy_id, version,
                  window_from, window_to, requested_by, beat_at)
                values ('%s', uuidv7(), 'refund', '%s', %d, now() - interval '1 day', now(), 'x', %s)
                returning id
                """
                    .formatted(partner, policy(), version, beat))) {
      id.next();
      return id.getString(1);
    }
  }

  /** Orders a backtest and waits for its end. */
  public JsonNode simulate(String body) {
    var id =
        admin()
            .contentType(ContentType.JSON)
            .body(body)
            .post("/v1/simulations")
            .then()
            .statusCode(202)
            .extract()
            .<String>path("id");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !simulation(id).at("/state").asText().equals("RUNNING"));
    return simulation(id);
  }

  private JsonNode simulation(String id) {
    return Json.read(
        admin().get("/v1/simulations/" + id).then().statusCode(200).extract().asByteArray());
  }
}
