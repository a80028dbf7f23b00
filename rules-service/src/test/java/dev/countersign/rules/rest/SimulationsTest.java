package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Everything;
import dev.countersign.rules.testing.Past;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backtests over what a real broker has kept (N-01, A-28). */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class SimulationsTest {

  private static final Set<String> OWN = Set.of("rules.simulation", "rules.idempotency");

  @Inject LiveRules rules;

  private final Instant start = Instant.now();
  private Past past;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    past = Past.of(rules);
  }

  @Test
  @DisplayName("N-01: the active version reproduces every recorded evaluation, 0 differences")
  void activeVersionReproducesEveryEvaluation() {
    var records = allKinds();
    past.publish(records, records.size());

    var report = simulated(ofVersion(1, start));

    assertThat(report.at("/recorded/same").asInt()).isEqualTo(records.size());
    assertThat(report.at("/recorded/differences").asInt()).isZero();
    assertThat(report.at("/recorded/notKept").asInt()).isZero();
    assertThat(report.at("/changes").properties()).hasSize(1);
    assertThat(report.at("/changes/UNCHANGED").asInt()).isEqualTo(report.at("/events").asInt());
    assertThat(report.at("/redelivered").asInt()).isEqualTo(2);
    assertThat(report.at("/cancellations").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("N-01 N-08: over a change of version each event is compared with the one of its day")
  void changeOfVersionIsReproducedToo() {
    past.publish(List.of(past.refund(id(), "120000"), past.refund(id(), "90000")), 2);
    past.activate(past.draft(past.movedBand("100000", "150000")));
    var between = Instant.now();
    past.publish(
        List.of(past.refund(id(), "120000"), past.record(id(), "refund.revised", REVISED, TWO)), 2);

    var all = simulated(ofVersion(2, start));
    var since = simulated(ofVersion(2, between));

    assertThat(all.at("/recorded/differences").asInt()).isZero();
    assertThat(all.at("/recorded/same").asInt() + all.at("/recorded/heardLate").asInt())
        .isEqualTo(4);
    assertThat(all.at("/changes/NO_LONGER_REQUIRED").asInt()).isEqualTo(1);
    assertThat(since.at("/events").asInt()).isEqualTo(2);
    assertThat(since.at("/changes/UNCHANGED").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("N-01: a known change of a threshold changes exactly the events it must")
  void knownThresholdChangeIsCountedExactly() {
    var seed = new Random().nextLong();
    var amounts = new Random(seed).longs(150, 50_000, 700_000).boxed().toList();
    past.publish(amounts.stream().map(it -> past.refund(id(), "" + it)).toList(), amounts.size());
    var freed = amounts.stream().filter(it -> it >= 100_000 && it < 150_000).toList();
    var lowered = amounts.stream().filter(it -> it >= 400_000 && it < 500_000).toList();

    var report = simulated(ofVersion(past.draft(past.movedBand("100000", "150000")), start));
    var tier =
        simulated("{\"policy\":%s,\"from\":\"%s\"}".formatted(document("500000", "400000"), start));

    assertThat(report.at("/changes/NO_LONGER_REQUIRED").asInt())
        .as("seed %d", seed)
        .isEqualTo(freed.size());
    assertThat(report.at("/changes/UNCHANGED").asInt()).isEqualTo(150 - freed.size());
    assertThat(new BigDecimal(report.at("/unseen/0/amount").asText()))
        .as("seed %d", seed)
        .isEqualByComparingTo(new BigDecimal(freed.stream().mapToLong(it -> it).sum()));
    assertThat(load(report, "role Mid-Office Supervisor")).isEqualTo(-freed.size());
    assertThat(tier.at("/changes/TIER_CHANGED").asInt())
        .as("seed %d", seed)
        .isEqualTo(lowered.size());
    assertThat(load(tier, "role Controller")).isEqualTo(lowered.size());
    var example = report.at("/examples/0");
    assertThat(example.at("/before/trace/0/text").asText()).contains("is in [100000, 500000)");
    assertThat(example.at("/after/trace/0/text").asText()).contains("is below [150000, 500000)");
    assertThat(example.at("/before/asked/0/approvers/0").asText())
        .isEqualTo("role Mid-Office Supervisor");
  }

  @Test
  @DisplayName(
      "N-01 A-28: a backtest produces nothing, commits nothing and writes its own row only")
  void backtestLeavesEverythingAsItWas() {
    past.publish(List.of(past.refund(id(), "120000"), past.refund(id(), "700000")), 2);
    var document = document("100000", "150000");
    var before = Everything.now(OWN);

    simulated("{\"policy\":%s,\"from\":\"%s\"}".formatted(document, start));

    assertThat(Everything.now(OWN)).isEqualTo(before);
  }

  @Test
  @DisplayName("TN-01: another partner's simulation does not exist, and its events are not read")
  void anotherPartnerSeesNothing() {
    past.publish(List.of(past.refund(id(), "120000")), 1);
    var other = Past.of(rules);

    var mine = past.simulate(ofVersion(1, start));
    var theirs = other.simulate(ofVersion(other, 1, start));

    other.admin().get("/v1/simulations/" + mine.at("/id").asText()).then().statusCode(404);
    other
        .admin()
        .post("/v1/simulations/" + mine.at("/id").asText() + ":cancel")
        .then()
        .statusCode(404);
    other
        .admin()
        .get("/v1/simulations")
        .then()
        .body("items.id", not(hasItem(mine.at("/id").asText())));
    assertThat(mine.at("/report/events").asInt()).isOne();
    assertThat(theirs.at("/report/events").asInt()).isZero();
    asked(other, ofVersion(past, 1, start)).statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'from':'2026-01-01T00:00:00Z','to':'2025-01-01T00:00:00Z' | 422 | window_invalid",
        "'from':'2026-01-01T00:00:00Z','to':'2999-01-01T00:00:00Z' | 422 | window_invalid",
        "'from':'2020-01-01T00:00:00Z','to':'2021-01-01T00:00:00Z' | 422 | window_too_long",
        "'from':'2026-01-01T00:00:00Z','policy':{}                 | 422 | candidate_invalid"
      })
  @DisplayName("A bad window or candidate is refused with a code")
  void badOrderIsRefused(String fields, int status, String code) {
    asked(past, "{'policyId':'%s','version':1,%s}".formatted(past.policy(), fields))
        .statusCode(status)
        .body("code", equalTo(code));
  }

  @Test
  @DisplayName("A document that could not be drafted cannot be tried, and a stranger tries nothing")
  void badCandidateIsRefused() {
    asked(past, "{'policy':{'operation':'refund','nonsense':1},'from':'%s'}".formatted(start))
        .statusCode(400)
        .body("code", equalTo("unknown_field"));
    asked(past, ofVersion(99, start)).statusCode(404);
    as("someone@acme", past.partner(), "operator")
        .contentType(ContentType.JSON)
        .body(ofVersion(1, start))
        .post("/v1/simulations")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("One simulation runs per partner; it can be cancelled once, and a lost one ends")
  void oneRunsAtATime() throws SQLException {
    var running = past.running(1);

    asked(past, ofVersion(1, start)).statusCode(409).body("code", equalTo("simulation_running"));
    past.admin()
        .post("/v1/simulations/" + running + ":cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    past.admin()
        .post("/v1/simulations/" + running + ":cancel")
        .then()
        .statusCode(409)
        .body("code", equalTo("simulation_ended"));

    var lost = past.running(1, "now() - interval '1 hour'");
    past.admin()
        .get("/v1/simulations/" + lost)
        .then()
        .body("state", equalTo("FAILED"))
        .body("failure", equalTo("instance_lost"));
    assertThat(past.simulate(ofVersion(1, start)).at("/state").asText()).isEqualTo("COMPLETED");
  }

  @Test
  @DisplayName("The same key orders a simulation once")
  void sameKeyOrdersOnce() {
    var key = UUID.randomUUID().toString();
    var first = withKey(key).statusCode(202).header("Location", containsString("/v1/simulations/"));

    withKey(key).statusCode(202).body("id", equalTo(first.extract().<String>path("id")));
    past.admin()
        .get("/v1/simulations")
        .then()
        .body("items", not(empty()))
        .body("items.size()", equalTo(1));
  }

  private ValidatableResponse withKey(String key) {
    var to = start.plusMillis(1);
    return given()
        .auth()
        .oauth2(TestTokens.of("policy-admin@" + past.partner(), past.partner(), "policy_admin"))
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(
            "{\"policyId\":\"%s\",\"version\":1,\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(past.policy(), start, to))
        .post("/v1/simulations")
        .then();
  }

  private static final byte[] REVISED = Acme.data("800000");
  private static final Map<String, String> TWO = Map.of("ce_revision", "2");

  /** Records of every kind that gets an evaluation of the operation. */
  private List<ProducerRecord<byte[], byte[]>> allKinds() {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var amount : List.of("1", "99999.99", "100000", "500000", "2000000", "1e6", "-5", "x")) {
      records.add(past.refund(id(), amount));
    }
    var twice = past.refund(id(), "150000");
    records.add(twice);
    records.add(twice);
    var reused = id();
    records.add(past.refund(reused, "150000"));
    records.add(past.refund(reused, "250000"));
    for (var data :
        List.of(
            "{}",
            "{\"amount\":120000.50,\"currency\":\"BDT\",\"maker\":\"m\",\"makerReason\":\"r\"}",
            "{\"amount\":\"1\",\"maker\":\"m\"}",
            "{\"amount\":\"1\",\"currency\":\"XXX\",\"maker\":\"m\"}",
            "{\"amount\":\"1\",\"currency\":\"USD\",\"maker\":\"m\",\"makerReason\":\"r\"}",
            "{\"amount\":\"300000\",\"currency\":\"BDT\",\"maker\":\"m\"}",
            "{\"amount\":\"1\",\"currency\":\"BDT\"}")) {
      records.add(past.record(id(), "refund.requested", data.getBytes(UTF_8), Map.of()));
    }
    records.add(past.record(id(), "refund.cancelled", "{}".getBytes(UTF_8), Map.of()));
    records.add(past.record(id(), "refund.revised", REVISED, TWO));
    records.add(past.record(id(), "refund.revised", REVISED, Map.of("ce_revision", "two")));
    return records;
  }

  private JsonNode simulated(String body) {
    var simulation = past.simulate(body);
    assertThat(simulation.at("/state").asText())
        .as(() -> simulation.toString())
        .isEqualTo("COMPLETED");
    assertThat(simulation.at("/progress/read").asLong())
        .isLessThanOrEqualTo(simulation.at("/progress/total").asLong());
    return simulation.get("report");
  }

  private String ofVersion(int version, Instant from) {
    return ofVersion(past, version, from);
  }

  private static String ofVersion(Past of, int version, Instant from) {
    return "{\"policyId\":\"%s\",\"version\":%d,\"from\":\"%s\"}"
        .formatted(of.policy(), version, from);
  }

  private String document(String from, String to) {
    return past.movedBand(from, to).put("operation", "refund").toString();
  }

  private static ValidatableResponse asked(Past of, String body) {
    return of.admin()
        .contentType(ContentType.JSON)
        .body(body.replace('\'', '"'))
        .post("/v1/simulations")
        .then();
  }

  /** By how many items an approver's load changes over all weeks. */
  private static int load(JsonNode report, String approver) {
    var difference = 0;
    for (var load : report.get("load")) {
      if (load.at("/approver").asText().equals(approver)) {
        difference += load.at("/after").asInt() - load.at("/before").asInt();
      }
    }
    return difference;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
