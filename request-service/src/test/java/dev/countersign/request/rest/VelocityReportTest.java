package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each test has a partner of its own, whose report holds nothing else. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class VelocityReportTest {
  private static final String POLICY = "7b1f9a52-3c61-4c55-9d0a-0e5a4a1f7c33";

  @Inject Stage stage;
  @Inject Cast cast;

  private final String partner = "velo-" + UUID.randomUUID().toString().substring(0, 8);
  private final String maker = "maker@" + partner;

  @Test
  @DisplayName("SD-15 a maker whose own policy version judged them is flagged, asked for or not")
  void authorsAreFlagged() {
    activated(3, maker, "admin-2@" + partner, Instant.now().minus(Duration.ofHours(1)));
    var request = cast.open(EvaluationDraft.required(partner, "evt-asked"));
    stage.evaluate(EvaluationDraft.notRequired(partner, "evt-unasked"));
    stage.await(
        "select 'there' from request.outcome where partner_id = ? and event_id = ?",
        partner,
        "evt-unasked");

    report("")
        .body("items.kind", contains("NOT_REQUIRED", "REQUEST"))
        .body("items.key", contains("/billing evt-unasked", request.toString()))
        .body("items.maker", contains(maker, maker))
        .body("items[0].amount", equalTo("350000"))
        .body("items[1].policyVersion", equalTo(3))
        .body("items[1].findings.hand", contains("POLICY_AUTHORED"))
        .body("items[1].findings[0].person", equalTo(maker));
  }

  @Test
  @DisplayName("SD-15 outside the window, under another version, or by somebody else: not flagged")
  void othersAreNotFlagged() {
    activated(3, "author@" + partner, "other@" + partner, Instant.now().minus(Duration.ofHours(1)));
    activated(2, maker, maker, Instant.now().minus(Duration.ofHours(1)));
    cast.open(EvaluationDraft.required(partner, "evt-1"));

    report("").body("items", empty());
  }

  @Test
  @DisplayName("SD-15 the window says how soon is soon; who activates counts as who writes")
  void theWindowIsAParameter() {
    activated(3, "author@" + partner, maker, Instant.now().minus(Duration.ofHours(3)));
    cast.open(EvaluationDraft.required(partner, "evt-1"));

    report("?window=PT2H").body("items", empty());
    report("?window=PT4H").body("items[0].findings.hand", contains("POLICY_ACTIVATED"));
    report("?window=P7D&since=" + Instant.now().plusSeconds(-1).minus(Duration.ofDays(1)))
        .body("items.size()", equalTo(1));
  }

  @Test
  @DisplayName("SD-15, SD-05 another account of the maker is the same human")
  void everyAccountCounts() {
    put(maker, "\"humanId\":\"h-1\"");
    put("second@" + partner, "\"humanId\":\"h-1\"");
    activated(3, "second@" + partner, "other@" + partner, Instant.now().minus(Duration.ofHours(1)));
    cast.open(EvaluationDraft.required(partner, "evt-1"));

    report("").body("items[0].findings[0].person", equalTo("second@" + partner));
  }

  @Test
  @DisplayName(
      "SD-15 whoever changes who may decide, and then asks, is flagged; other roles are not")
  void changesOfThePoolAreFlagged() {
    putAs(maker, "friend@" + partner, "\"roles\":[\"Supervisor\"]");
    putAs(maker, "stranger@" + partner, "\"roles\":[\"Gardener\"]");
    cast.open(EvaluationDraft.required(partner, "evt-1"));

    report("")
        .body("items[0].findings.hand", contains("POOL_CHANGED"))
        .body("items[0].findings.changed", contains("friend@" + partner));
  }

  @Test
  @DisplayName("SD-15 F-139 whoever lists a friend in a resolver, and then asks, is flagged")
  void changesOfAResolverAreFlagged() {
    listAs(maker, "4711");
    listAs(maker, "4712");
    cast.open(
        EvaluationDraft.requiredWithoutSteps(partner, "evt-1")
            .step("Owner", "ANY", 1)
            .asking("{\"resolver\":\"owner\",\"key\":\"4711\"}"));

    report("")
        .body("items[0].findings.hand", contains("POOL_CHANGED"))
        .body("items[0].findings.changed", contains("resolver:owner:4711"));
  }

  private void listAs(String actor, String key) {
    Api.sending(as(actor, partner, "partner_admin"), "{\"people\":[\"friend@" + partner + "\"]}")
        .put("/v1/resolvers/owner/entries/" + key)
        .then()
        .statusCode(200);
  }

  @Test
  @DisplayName("SD-15, TN-03 pages and CSV hold the same, and no other partner's")
  void pagesAndLines() {
    activated(3, maker, "other@" + partner, Instant.now().minus(Duration.ofHours(1)));
    for (int i = 1; i <= 3; i++) {
      cast.open(EvaluationDraft.required(partner, "evt-" + i));
    }

    var first = report("?limit=2").body("items.size()", equalTo(2));
    var next = first.extract().jsonPath().getString("next");
    report("?limit=2&cursor=" + next).body("items.size()", equalTo(1)).body("next", equalTo(null));
    var csv =
        as("auditor@" + partner, partner, "auditor").get("/v1/reports/velocity.csv").asString();
    assertThat(csv.lines().toList()).hasSize(4).first().asString().startsWith("kind,key,at");
    assertThat(csv).contains("POLICY_AUTHORED");
    as("auditor@other", "velo-other", "auditor")
        .get("/v1/reports/velocity")
        .then()
        .statusCode(200)
        .body("items", empty());
    as("auditor@other", "velo-other", "auditor")
        .get("/v1/reports/velocity?cursor=" + next)
        .then()
        .statusCode(400)
        .body("code", equalTo("cursor_invalid"));
  }

  @Test
  void onlyWhoOverseesReadsIt() {
    as(maker, partner, "policy_admin").get("/v1/reports/velocity").then().statusCode(403);
    as(maker, partner).get("/v1/reports/velocity.csv").then().statusCode(403);
    refused("?window=soon", 400, "window_invalid");
    refused("?window=P91D", 422, "window_invalid");
    refused("?since=yesterday", 400, "since_invalid");
    refused("?since=2001-01-01T00:00:00Z", 422, "since_invalid");
  }

  @Test
  @DisplayName("a record about policies that cannot be read is a dead letter")
  void unreadableRecordsAreKept() {
    stage.send(
        new ProducerRecord<>(
            stage.topic("approvals.policy-events.v1"),
            partner.getBytes(UTF_8),
            "{".getBytes(UTF_8)));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(stage.read("approvals.policy-events.v1.dlq"))
                .anyMatch(it -> it.key() != null && new String(it.key(), UTF_8).equals(partner)));
  }

  private ValidatableResponse report(String query) {
    return as("auditor@" + partner, partner, "auditor")
        .urlEncodingEnabled(false)
        .get("/v1/reports/velocity" + query)
        .then()
        .statusCode(200);
  }

  private void refused(String query, int status, String code) {
    as("auditor@" + partner, partner, "auditor")
        .get("/v1/reports/velocity" + query)
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
  }

  private void put(String person, String details) {
    putAs("admin@" + partner, person, details);
  }

  private void putAs(String actor, String person, String details) {
    var body =
        "{\"name\":\"%s\",\"mail\":\"%s\",\"active\":true,%s}"
            .formatted("A Person", person.replace("@", ".") + "@example.com", details);
    Api.sending(as(actor, partner, "partner_admin"), body)
        .put("/v1/people/" + person)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
  }

  private void activated(int version, String author, String by, Instant at) {
    var body =
        """
        {"type":"approval.policy_activated","partnerId":"%s","policyId":"%s","operation":"invoice",
         "version":%d,"state":"ACTIVE","by":"%s","authors":["%s"],"change":3,"terms":{}}
        """
            .formatted(partner, POLICY, version, by, author);
    var event =
        new CloudEvent(
            UUID.randomUUID().toString(),
            "/countersign/rules-service",
            "approval.policy_activated",
            partner + "|invoice",
            at.atOffset(ZoneOffset.UTC),
            Map.of("partnerid", partner),
            body.getBytes(UTF_8));
    stage.send(
        CloudEvents.record(
            stage.topic("approvals.policy-events.v1"), partner + "|invoice", event, null));
    stage.await(
        "select 'there' from request.policy_activation where partner_id = ? and version = ?",
        partner,
        version);
  }
}
