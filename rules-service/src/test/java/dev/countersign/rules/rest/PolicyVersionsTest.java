package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.OutboxRelay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The life of policy versions through the API (C-18, N-08). */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PolicyVersionsTest {

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
  }

  @Test
  @DisplayName("C-18 F-016 F-017: what is in force is retired only by letting its requests drain")
  void versionInForceIsRetiredByDraining() {
    var policy = active("purchase_order", "1");

    move(policy, 1, ":retire", Map.of("reason", "a new process"))
        .statusCode(409)
        .body("code", equalTo("drain_required"));
    move(policy, 1, ":retire", Map.of("mode", "DRAIN"))
        .statusCode(422)
        .body("code", equalTo("reason_required"));
    move(policy, 1, ":retire", Map.of("mode", "DRAIN", "reason", "a new process"))
        .statusCode(200)
        .body("state", equalTo("RETIRED"))
        .body("retiredBy", equalTo("policy-admin@acme"))
        .body("retireReason", equalTo("a new process"))
        .body("validUntil", notNullValue());
    admin().delete("/v1/policies/" + policy + "/versions/1").then().statusCode(409);
  }

  @Test
  @DisplayName("C-18: a draft may be deleted, and its place is free again")
  void draftIsDeleted() {
    var policy = draft("credit_note", "1");

    admin().delete("/v1/policies/" + policy + "/versions/1").then().statusCode(204);

    draft("credit_note", "2");
  }

  @Test
  @DisplayName("N-08: a version can be scheduled; until its day the one before it judges")
  void versionIsScheduled() {
    var policy = active("supplier_invoice", "1");
    var tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).withNano(0);
    draft("supplier_invoice", "2");
    admin().post("/v1/policies/" + policy + "/versions/2:submit").then().statusCode(200);

    activation(policy, 2, tomorrow.minusDays(2))
        .statusCode(422)
        .body("code", equalTo("valid_from_invalid"));
    activation(policy, 2, tomorrow).statusCode(202).body("state", equalTo("ACTIVE"));

    admin()
        .get("/v1/policies/" + policy + "/versions/1")
        .then()
        .body("state", equalTo("RETIRED"))
        .body("validUntil", equalTo(tomorrow.toInstant().toString()));
  }

  @Test
  @DisplayName("N-08: a past evaluation is made again as of its instant, byte for byte")
  void pastEvaluationIsMadeAgain() {
    active("wallet_adjustment", "100");
    OutboxRelay.run();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(judged("")).contains("REQUIRED"));
    var before = judged("");
    var then = OffsetDateTime.now(ZoneOffset.UTC);
    var policy = draft("wallet_adjustment", "5000");
    admin().post("/v1/policies/" + policy + "/versions/2:submit").then().statusCode(200);
    as("policy-admin-2@acme", "acme", "policy_admin")
        .post("/v1/policies/" + policy + "/versions/2:activate")
        .then()
        .statusCode(202);
    OutboxRelay.run();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(judged("")).contains("BELOW_FIRST_BAND"));

    assertThat(judged("?asOf=" + then)).isEqualTo(before);
    assertThat(judged("?asOf=" + OffsetDateTime.now(ZoneOffset.UTC))).isEqualTo(judged(""));
    assertThat(judged("?asOf=2020-01-01T00:00:00Z")).contains("UNKNOWN_PARTNER");
    evaluation("?asOf=" + then.plusDays(1)).statusCode(422).body("code", equalTo("as_of_invalid"));
  }

  private static String judged(String query) {
    return evaluation(query).statusCode(200).extract().asString();
  }

  private static ValidatableResponse evaluation(String query) {
    var data = Map.of("amount", "700", "currency", "BDT", "maker", "m", "makerReason", "x");
    return as("maker@acme", "acme")
        .contentType(ContentType.JSON)
        .body(Map.of("type", "wallet_adjustment.requested", "subject", "W-1", "data", data))
        .post("/v1/evaluations" + query)
        .then();
  }

  @Test
  @DisplayName("N-08: nobody puts a version in force that they wrote any part of, by any door")
  void authorActivatesThroughNoDoor() {
    var policy = draft("payout", "1");
    var url = "/v1/policies/" + policy + "/versions/2";
    as("policy-admin-2@acme", "acme", "APPROVAL_CONFIGS")
        .contentType(ContentType.JSON)
        .header("If-Match", "\"1\"")
        .body(Map.of("over", "2", "role", "A"))
        .put(url)
        .then()
        .statusCode(200);
    admin().post(url + ":submit").then().statusCode(200);
    var tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
    var alias = url.replace("policies", "approval-workflow-templates");

    for (var author : new String[] {"policy-admin@acme", "policy-admin-2@acme"}) {
      for (var group : new String[] {"policy_admin", "APPROVAL_CONFIGS"}) {
        for (var door : new String[] {url, alias}) {
          for (var when : new String[] {"", "?validFrom=" + tomorrow}) {
            as(author, "acme", group)
                .post(door + ":activate" + when)
                .then()
                .statusCode(403)
                .body("code", equalTo("four_eyes_required"));
          }
        }
      }
    }
    as("partner-admin@acme", "acme", "partner_admin")
        .post(url + ":activate")
        .then()
        .statusCode(403);
    as("policy-admin-3@acme", "acme", "policy_admin")
        .post(url + ":activate")
        .then()
        .statusCode(202);
  }

  @Test
  @DisplayName("A-25: what a version changes of the one before it is told setting by setting")
  void versionsAreCompared() {
    var policy = active("supplier_credit", "1");
    draft("supplier_credit", "2");

    admin()
        .get("/v1/policies/" + policy + "/versions/2/diff")
        .then()
        .statusCode(200)
        .body("from", equalTo(1))
        .body("changes.path", hasItem("bands[BDT].from"))
        .body("changes[0].before", equalTo("1"))
        .body("changes[0].after", equalTo("2"));
    admin()
        .get("/v1/policies/" + policy + "/versions/2/diff?against=2")
        .then()
        .body("changes", empty());
  }

  @Test
  @DisplayName("C-19: a version that is turned down in review was never in force")
  void versionIsTurnedDown() {
    var policy = draft("purchase_requisition", "1");
    admin().post("/v1/policies/" + policy + "/versions/1:submit").then().statusCode(200);

    move(policy, 1, ":retire", Map.of("reason", "too loose"))
        .statusCode(200)
        .body("state", equalTo("RETIRED"))
        .body("activatedBy", nullValue());
  }

  @Test
  @DisplayName("F-182: a document is tried before it is drafted, also one of another system")
  void documentIsTriedBeforeItIsDrafted() {
    var yaml = "{document_type: REFUND, condition: amount >= 5, approver_user_ids: [me]}";
    var document =
        admin()
            .contentType(ContentType.TEXT)
            .body(yaml)
            .post("/v1/policies/conversions?shape=APPROVAL_CONFIG")
            .then()
            .statusCode(200)
            .body("over", equalTo("5"))
            .extract()
            .asString();

    admin()
        .contentType(ContentType.JSON)
        .body(document)
        .post("/v1/policies/previews")
        .then()
        .statusCode(200)
        .body("against", equalTo(1))
        .body("lint.coverage", equalTo("SAFE"))
        .body("changes", not(empty()));
  }

  @Test
  @DisplayName("N-06 C-03: a version with an error, or beyond proof, is not put in force")
  void activationDemandsTheProof() {
    var bounded = Map.of("from", "1", "to", "5", "role", "A");
    assertActivationRefused("invoice", Map.of("bands", List.of(bounded)), "policy_has_errors");
    var free = Map.of("over", "1", "role", "A", "when", "note contains x");
    assertActivationRefused("booking", free, "fallback_required");
  }

  private static void assertActivationRefused(
      String operation, Map<String, ?> document, String code) {
    var body = new HashMap<String, Object>(document);
    body.put("operation", operation);
    var created =
        admin()
            .contentType(ContentType.JSON)
            .body(body)
            .post("/v1/policies")
            .then()
            .statusCode(201);
    var version = "/v1/policies/" + created.extract().path("id") + "/versions/2";
    admin().post(version + ":submit").then().statusCode(200);

    as("policy-admin-2@acme", "acme", "policy_admin")
        .post(version + ":activate")
        .then()
        .statusCode(409)
        .body("code", equalTo(code));
    admin().get(version + "/lint").then().statusCode(200).body("findings", not(empty()));
  }

  private static String active(String operation, String over) {
    var policy = draft(operation, over);
    admin().post("/v1/policies/" + policy + "/versions/1:submit").then().statusCode(200);
    as("policy-admin-2@acme", "acme", "policy_admin")
        .post("/v1/policies/" + policy + "/versions/1:activate")
        .then()
        .statusCode(202)
        .body("validFrom", notNullValue());
    return policy;
  }

  private static ValidatableResponse activation(String policy, int version, OffsetDateTime from) {
    return as("policy-admin-2@acme", "acme", "policy_admin")
        .post("/v1/policies/%s/versions/%d:activate?validFrom=%s".formatted(policy, version, from))
        .then();
  }

  private static ValidatableResponse move(
      String policy, int version, String verb, Map<String, String> body) {
    return admin()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/policies/" + policy + "/versions/" + version + verb)
        .then();
  }

  private static String draft(String operation, String over) {
    return admin()
        .contentType(ContentType.JSON)
        .body(Map.of("operation", operation, "over", over, "role", "A", "reason", "the first"))
        .post("/v1/policies")
        .then()
        .statusCode(201)
        .body("reason", equalTo("the first"))
        .extract()
        .path("id")
        .toString();
  }

  private static RequestSpecification admin() {
    return as("policy-admin@acme", "acme", "policy_admin");
  }
}
