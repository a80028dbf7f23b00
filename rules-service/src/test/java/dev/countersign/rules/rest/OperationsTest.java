package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operation registry through the API. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class OperationsTest {

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
  }

  @Test
  @DisplayName("F-005 F-014 F-023: the catalogue of the source documents is there from the start")
  void catalogueIsThere() {
    as("maker@acme", "acme")
        .get("/v1/operations")
        .then()
        .statusCode(200)
        .body(
            "items.code",
            hasItems(
                "invoice", "subscription", "credit_note", "wallet_adjustment", "quote", "order"))
        .body(
            "items.code",
            hasItems(
                "receipt", "payment", "purchase_requisition", "purchase_order", "journal_entry"))
        .body(
            "items.code",
            hasItems(
                "supplier_invoice", "supplier_credit", "expense", "booking", "refund", "payout"))
        .body(
            "items.code",
            hasItems(
                "credit_limit_change", "supplier_bank_detail_change", "period_close", "write_off"))
        .body(
            "items.find { it.code == 'credit_note' }.facts.'original.amount'.type",
            equalTo("DECIMAL"))
        .body("items.find { it.code == 'expense' }.facts.category.type", equalTo("TEXT"))
        .body("items.find { it.code == 'expense' }.facts.amount.type", equalTo("DECIMAL"));
  }

  @Test
  @DisplayName("F-008 F-021: a new operation is data: declared, gated and judged without a deploy")
  void newOperationIsData() {
    put("lease", lease(Map.of("months", Map.of("path", "terms.months", "type", "DECIMAL"))))
        .statusCode(200)
        .header("ETag", equalTo("\"1\""));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rules.operation("lease").isPresent());

    var draft = draft("lease", "months >= 12").statusCode(201);
    draft
        .body("terms.facts.months.path", equalTo("terms.months"))
        .body("lint.findings.code", not(hasItem("FACT_UNDECLARED")));
    activate(draft.extract().path("id"));
    awaitLive("lease");

    judged("LEASE-1", Map.of("terms", Map.of("months", 24)))
        .body("route.tracks[0].steps[0].name", equalTo("Owner"));
    judged("LEASE-2", Map.of("terms", Map.of("months", "11.5")))
        .body("route.tracks[0].steps[0].name", equalTo("Clerk"));
  }

  @Test
  @DisplayName(
      "F-021 F-219: a type that does not suit, and a fact outside of a whitelist, are refused")
  void declaredTypesAreHeld() {
    var strict = lease(Map.of("kind", Map.of("type", "TEXT")));
    strict.put("factExposure", "DECLARED_ONLY");
    strict.put("eventTypes", Map.of("tenancy.requested", "OPEN"));
    put("tenancy", strict).statusCode(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rules.operation("tenancy").isPresent());

    draft("tenancy", "kind > 5")
        .statusCode(422)
        .body("code", equalTo("condition_type_mismatch"))
        .body("problems[0].path", startsWith("when"));
    draft("tenancy", "colour == red")
        .statusCode(422)
        .body("code", equalTo("condition_field_not_declared"));
  }

  @Test
  @DisplayName("F-008: a change names the revision it starts from, and replaces the whole")
  void changeNeedsItsRevision() {
    var body = lease(Map.of());
    body.put("eventTypes", Map.of("waiver.requested", "OPEN", "waiver.dropped", "CANCEL"));
    put("waiver", body).statusCode(200);

    put("waiver", body).statusCode(428).body("code", equalTo("precondition_required"));
    put("waiver", body, "\"7\"").statusCode(412).body("code", equalTo("stale_version"));
    body.put("eventTypes", Map.of("waiver.requested", "OPEN"));
    put("waiver", body, "\"1\"").statusCode(200).header("ETag", equalTo("\"2\""));

    as("maker@acme", "acme")
        .get("/v1/operations/waiver")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("eventTypes.'waiver.dropped'", nullValue())
        .body("eventTypes.'waiver.requested'", equalTo("OPEN"));
  }

  @Test
  @DisplayName("F-008: what already means another operation is not taken over")
  void namesAreTakenOnce() {
    var body = lease(Map.of());
    body.put("eventTypes", Map.of("refund.requested", "OPEN"));
    put("rebate", body).statusCode(409).body("code", equalTo("name_taken"));
    body.put("eventTypes", Map.of("rebate.requested", "OPEN"));
    body.put("aliases", List.of("JOURNAL"));
    put("rebate", body).statusCode(409).body("code", equalTo("name_taken"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy_admin", "partner_admin", "operator"})
  @DisplayName("I-10: the registry is every partner's, so no role of a partner changes it")
  void partnersRolesChangeNothing(String group) {
    as("somebody@acme", "acme", group)
        .contentType(ContentType.JSON)
        .body(lease(Map.of()))
        .put("/v1/operations/grab")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("F-008: what makes no operation is refused by name")
  void nonsenseIsRefused() {
    put("Not A Code", lease(Map.of())).statusCode(422).body("code", equalTo("operation_unknown"));
    refused(Map.of("eventTypes", Map.of("approval.requested", "OPEN")), "event_type_invalid");
    refused(Map.of("paths", Map.of("amount", "a..b")), "path_invalid");
    refused(Map.of("paths", Map.of("colour", "a")), "path_unknown");
    refused(Map.of("material", Map.of("x", "")), "path_invalid");
    refused(Map.of("facts", Map.of("x", Map.of("type", "UNDECLARED"))), "fact_type_invalid");
    refused(
        Map.of("facts", Map.of("person_id", Map.of("path", "who", "type", "TEXT"))),
        "fact_name_taken");
    refused(Map.of("code", "another"), "code_fixed");
    as("maker@acme", "acme").get("/v1/operations/never_was").then().statusCode(404);
  }

  private static void refused(Map<String, ?> change, String code) {
    var body = lease(Map.of());
    body.putAll(change);
    put("nonsense", body).statusCode(422).body("code", equalTo(code));
  }

  private static Map<String, Object> lease(Map<String, ?> facts) {
    var body = new HashMap<String, Object>();
    body.put("title", "Lease");
    body.put("amount", "NONE");
    body.put("eventTypes", Map.of("lease.requested", "OPEN", "lease.ended", "CANCEL"));
    body.put("paths", Map.of("maker", "asked.by"));
    body.put("facts", facts);
    return body;
  }

  private static ValidatableResponse put(String code, Map<String, ?> body, String... tag) {
    var request =
        as("registrar@platform", "platform", "registry_admin")
            .contentType(ContentType.JSON)
            .body(body);
    return (tag.length == 0 ? request : request.header("If-Match", tag[0]))
        .put("/v1/operations/" + code.replace(" ", "%20"))
        .then();
  }

  private static ValidatableResponse draft(String operation, String when) {
    return as("policy-admin@acme", "acme", "policy_admin")
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "operation",
                operation,
                "reasons",
                Map.of("maker", false),
                "when",
                when,
                "always",
                List.of(Map.of("role", "Owner")),
                "fallbackStep",
                Map.of("role", "Clerk")))
        .post("/v1/policies")
        .then();
  }

  private static void activate(String policy) {
    var url = "/v1/policies/" + policy + "/versions/1";
    as("policy-admin@acme", "acme", "policy_admin").post(url + ":submit").then().statusCode(200);
    as("policy-admin-2@acme", "acme", "policy_admin")
        .post(url + ":activate")
        .then()
        .statusCode(202);
  }

  private void awaitLive(String operation) {
    Acme.setUp(rules);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            !rules.versions("acme", rules.operation(operation).orElseThrow().code()).isEmpty());
  }

  private static ValidatableResponse judged(String subject, Map<String, ?> data) {
    var whole = new HashMap<String, Object>(data);
    whole.put("asked", Map.of("by", "maker@acme"));
    return as("maker@acme", "acme")
        .contentType(ContentType.JSON)
        .body(Map.of("type", "lease.requested", "subject", subject, "data", whole))
        .post("/v1/evaluations")
        .then()
        .statusCode(200);
  }
}
