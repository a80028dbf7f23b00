package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.OutboxRelay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies through the API, on a real database and broker. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PoliciesTest {

  private static final String STRICT = "STRICT_MAKER_CHECKER";

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    Acme.setUp("bazaar", "LIGHTWEIGHT");
    relayUntilKnown("bazaar");
  }

  @Test
  @DisplayName("Ruling 8: a strict partner's defaults are in force from its creation")
  void strictPartnerStartsWithItsDefaults() {
    admin("policy-admin@acme")
        .get("/v1/policies")
        .then()
        .statusCode(200)
        .body(
            "items.operation",
            hasItems(
                "booking",
                "invoice",
                "refund",
                "credit_limit_change",
                "journal_entry",
                "payout",
                "write_off",
                "supplier_bank_detail_change",
                "period_close"))
        .body("items.find { it.operation == 'refund' }.state", equalTo("ACTIVE"))
        .body("items.find { it.operation == 'refund' }.live", equalTo(true))
        .body("items.find { it.operation == 'refund' }.terms.bands[0].from", equalTo("100000"))
        .body("items.find { it.operation == 'period_close' }.terms.always", hasSize(1));
  }

  @Test
  @DisplayName(
      "F-018 F-019 SD-15 Ruling 35 F-077: another admin activates; then the policy is live")
  void policyGoesLiveThroughFourEyes() {
    var id =
        draft("policy-admin@acme", Map.of("operation", "expense", "over", "10000", "role", "Boss"));

    admin("policy-admin@acme").post(url(id, ":submit")).then().statusCode(200);
    admin("policy-admin@acme")
        .post(url(id, ":activate"))
        .then()
        .statusCode(403)
        .body("code", equalTo("four_eyes_required"));
    admin("policy-admin-2@acme")
        .post(url(id, ":activate"))
        .then()
        .statusCode(202)
        .body("state", equalTo("ACTIVE"));

    OutboxRelay.run();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            admin("policy-admin@acme")
                .get("/v1/policies/" + id)
                .then()
                .body("live", equalTo(true)));
    admin("policy-admin@acme")
        .post(url(id, ":submit"))
        .then()
        .statusCode(409)
        .body("code", equalTo("not_a_draft"));
  }

  @Test
  @DisplayName("Ruling 35: under the lightweight preset one admin suffices")
  void ownerOfALightweightPartnerActivatesAlone() {
    var owner = as("owner@bazaar", "bazaar", "policy_admin", "partner_admin");
    var id =
        owner
            .contentType(ContentType.JSON)
            .body(Map.of("operation", "REFUND", "currency", "BDT", "over", "5000", "role", "Owner"))
            .post("/v1/policies")
            .then()
            .statusCode(201)
            .body("operation", equalTo("refund"))
            .body("terms.reasons.approve", equalTo(false))
            .extract()
            .path("id")
            .toString();

    bazaar().post(url(id, ":submit")).then().statusCode(200);
    bazaar().post(url(id, ":activate")).then().statusCode(202);
  }

  @Test
  void editingADraftNeedsItsTagAndMakesAnAuthor() {
    var id = draft("policy-admin@acme", Map.of("operation", "quote", "over", "1", "role", "A"));
    var change = Map.of("over", "2", "role", "B");

    admin("policy-admin-2@acme")
        .contentType(ContentType.JSON)
        .body(change)
        .put(url(id, ""))
        .then()
        .statusCode(428);
    admin("policy-admin-2@acme")
        .header("If-Match", "\"7\"")
        .contentType(ContentType.JSON)
        .body(change)
        .put(url(id, ""))
        .then()
        .statusCode(412)
        .body("code", equalTo("stale_version"));
    var tag = admin("policy-admin@acme").get(url(id, "")).header("ETag");
    admin("policy-admin-2@acme")
        .header("If-Match", tag)
        .contentType(ContentType.JSON)
        .body(change)
        .put(url(id, ""))
        .then()
        .statusCode(200)
        .body("terms.bands[0].from", equalTo("2"))
        .body("authors", hasItems("policy-admin@acme", "policy-admin-2@acme"));

    admin("policy-admin@acme").post(url(id, ":submit")).then().statusCode(200);
    admin("policy-admin-2@acme").post(url(id, ":activate")).then().statusCode(403);
  }

  @Test
  void oneVersionIsOpenAtATime() {
    draft("policy-admin@acme", Map.of("operation", "order", "over", "1", "role", "A"));

    admin("policy-admin@acme")
        .contentType(ContentType.JSON)
        .body(Map.of("operation", "order", "over", "1", "role", "A"))
        .post("/v1/policies")
        .then()
        .statusCode(409)
        .body("code", equalTo("version_open"));
  }

  @Test
  void sameKeyGivesTheSameAnswer() {
    var key = UUID.randomUUID().toString();
    var body = Map.of("operation", "receipt", "over", "1", "role", "A");

    var first =
        keyed(key)
            .contentType(ContentType.JSON)
            .body(body)
            .post("/v1/policies")
            .then()
            .statusCode(201)
            .extract();
    var second =
        keyed(key)
            .contentType(ContentType.JSON)
            .body(body)
            .post("/v1/policies")
            .then()
            .statusCode(201)
            .extract();

    assertThat(second.asString()).isEqualTo(first.asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"operation\":\"lunch\",\"over\":\"1\",\"role\":\"A\"};422;operation_unknown",
        "{\"operation\":\"payment\",\"over\":\"1e3\",\"role\":\"A\"};422;amount_invalid",
        "{\"operation\":\"payment\",\"over\":\"1.001\",\"role\":\"A\"};422;amount_invalid",
        "{\"operation\":\"payment\",\"over\":\"-1\",\"role\":\"A\"};422;amount_invalid",
        "{\"operation\":\"payment\",\"over\":\"1\",\"role\":\"A\",\"currency\":\"XXX\"};422;currency_unknown",
        "{\"operation\":\"payment\",\"over\":\"1\"};422;role_invalid",
        "{\"operation\":\"payment\",\"role\":\"A\"};422;coverage_unclear",
        "{\"operation\":\"payment\",\"bands\":[]};422;bands_missing",
        "{\"operation\":\"payment\",\"always\":[]};422;steps_missing",
        "{\"operation\":\"payment\",\"always\":[{\"role\":\"A\",\"quorum\":0}]};422;quorum_invalid",
        "{\"operation\":\"payment\",\"over\":\"1\",\"role\":\"A\",\"ttl\":\"P1Y\"};422;ttl_invalid",
        "{\"operation\":\"payment\",\"over\":\"1\",\"role\":\"A\",\"ttl\":\"-P1D\"};422;ttl_invalid",
        "{\"operation\":\"payment\",\"over\":\"1\",\"role\":\"A\",\"escalateTo\":\"B\"};422;timeout_missing",
        "{\"operation\":\"period_close\",\"over\":\"1\",\"role\":\"A\"};422;operation_without_amount",
        "{\"operation\":\"payment\",\"over\":\"1\",\"role\":\"A\",\"autoApprove\":true};400;unknown_field"
      })
  void refusesWhatItCannotObey(String body, int status, String code) {
    admin("policy-admin@acme")
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/policies")
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("errorId", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"supervisor", "partner_admin", "operator", "auditor"})
  void onlyPolicyAdminsWrite(String group) {
    as("someone@acme", "acme", group)
        .contentType(ContentType.JSON)
        .body(Map.of("operation", "payment", "over", "1", "role", "A"))
        .post("/v1/policies")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("TN-01 I-10: another partner's policy is not there")
  void foreignPolicyIsUnknown() {
    var id =
        draft("policy-admin@acme", Map.of("operation", "subscription", "over", "1", "role", "A"));

    bazaar().get("/v1/policies/" + id).then().statusCode(404);
    bazaar().post(url(id, ":submit")).then().statusCode(404);
    bazaar().get("/v1/policies/" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  @DisplayName("F-189: the source documents' name leads to the same policies")
  void templatesAreAnAlias() {
    admin("policy-admin@acme")
        .get("/v1/approval-workflow-templates")
        .then()
        .statusCode(200)
        .body("items.operation", hasItem("booking"));
  }

  @Test
  void partnerIsItsOwnAdminsAffair() {
    var body = Map.of("name", "X", "preset", STRICT, "zone", "UTC", "currency", "BDT");

    as("partner-admin@acme", "acme", "partner_admin")
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/partners/bazaar")
        .then()
        .statusCode(404);
    as("maker@acme", "acme")
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/partners/acme")
        .then()
        .statusCode(403);
    as("partner-admin@acme", "acme", "partner_admin")
        .contentType(ContentType.JSON)
        .body(Map.of("name", "X", "preset", "LIGHTWEIGHT", "zone", "UTC", "currency", "BDT"))
        .put("/v1/partners/acme")
        .then()
        .statusCode(409)
        .body("code", equalTo("preset_may_not_loosen"));
    as("maker@acme", "acme")
        .get("/v1/partners/acme")
        .then()
        .statusCode(200)
        .body("preset", equalTo(STRICT));
    as("x@void", "void").get("/v1/partners/void").then().statusCode(404);
  }

  @Test
  @DisplayName("F-206 a dry run says what would happen, and keeps nothing")
  void dryRunSaysWhatWouldHappen() {
    dryRun("invoice.created", "500000")
        .then()
        .statusCode(200)
        .body("verdict", equalTo("REQUIRED"))
        .body("ruleIds", hasItem("band-500000"))
        .body("trace[0].text", equalTo("amount 500000 BDT is in [500000, 2000000)"));
    dryRun("invoice.created", "1,000.00")
        .then()
        .statusCode(422)
        .body("code", equalTo("amount_invalid"));
    dryRun("lunch.eaten", "1")
        .then()
        .statusCode(200)
        .body("reasonCode", equalTo("UNREGISTERED_TYPE"));
    dryRun("approval.outcome", "1")
        .then()
        .statusCode(422)
        .body("code", equalTo("type_not_allowed"));
  }

  @Test
  void registryIsPublic() {
    as("maker@acme", "acme")
        .get("/v1/operations")
        .then()
        .statusCode(200)
        .body("items.size()", greaterThanOrEqualTo(22))
        .body(
            "items.find { it.code == 'journal_entry' }.aliases",
            hasItems("JOURNAL", "JOURNAL_ENTRY"))
        .body("items.find { it.code == 'refund' }.eventTypes.'refund.requested'", equalTo("OPEN"));
  }

  @Test
  @DisplayName("N-03: a dry run explains what would have had to be different")
  void dryRunExplains() {
    var data =
        Map.of("amount", "500000", "currency", "BDT", "maker", "maker@acme", "makerReason", "x");
    as("maker@acme", "acme")
        .contentType(ContentType.JSON)
        .body(Map.of("type", "invoice.created", "subject", "S-1", "data", data))
        .post("/v1/evaluations?explain=true")
        .then()
        .statusCode(200)
        .body("counterfactuals[0].field", equalTo("amount"))
        .body("counterfactuals[0].would", equalTo("499999.99"))
        .body("counterfactuals[0].asked", hasItem("Mid-Office Supervisor"));
  }

  @Test
  @DisplayName("F-191: lists are filtered and read page by page")
  void listIsFilteredAndPaged() {
    var first = admin("policy-admin@acme").get("/v1/policies?limit=2&is_active.eq=true").then();
    first.statusCode(200).body("items", hasSize(2)).body("items[0].operation", equalTo("booking"));
    var next = first.extract().path("next").toString();

    admin("policy-admin@acme")
        .get("/v1/policies?limit=2&is_active.eq=true&cursor=" + next)
        .then()
        .statusCode(200)
        .body("items.operation", not(hasItem("booking")));
    admin("policy-admin@acme")
        .get("/v1/policies?limit=2&cursor=" + next)
        .then()
        .statusCode(400)
        .body("code", equalTo("cursor_invalid"));
    admin("policy-admin@acme")
        .get("/v1/policies?entity_type.in=refund,payout")
        .then()
        .body("items.operation", contains("payout", "refund"))
        .body("next", nullValue());
  }

  @Test
  @DisplayName("F-188 C-09: the old permission writes policies; a locked setting is refused")
  void lockedSettingIsRefused() {
    as("someone@acme", "acme", "APPROVAL_CONFIGS")
        .contentType(ContentType.JSON)
        .body(Map.of("operation", "payment", "over", "1", "role", "A", "selfApproval", "ALLOWED"))
        .post("/v1/policies")
        .then()
        .statusCode(422)
        .body("code", equalTo("locked"))
        .body("problems[0].path", equalTo("selfApproval"));
  }

  @Test
  @DisplayName("C-02: a strict partner adds locks and keeps them")
  void locksAreAddedAndKept() {
    var partner = Map.of("name", "locked", "preset", STRICT, "zone", "UTC", "currency", "BDT");
    var locks = List.of("NO_POLICY_AUTO_APPROVAL");
    put(partner).statusCode(200).body("locks", contains("MAKER_CHECKER_STRICT"));
    var with = new HashMap<String, Object>(partner);
    with.put("locks", locks);
    put(with).statusCode(200).body("locks", hasItem("NO_POLICY_AUTO_APPROVAL"));
    put(partner).statusCode(200).body("locks", hasItem("NO_POLICY_AUTO_APPROVAL"));
    with.put("locks", List.of());

    put(with).statusCode(409).body("code", equalTo("locks_may_not_loosen"));
  }

  private static ValidatableResponse put(Map<String, ?> partner) {
    return as("partner-admin@locked", "locked", "partner_admin")
        .contentType(ContentType.JSON)
        .body(partner)
        .put("/v1/partners/locked")
        .then();
  }

  private static Response dryRun(String type, String amount) {
    var data =
        Map.of("amount", amount, "currency", "BDT", "maker", "maker@acme", "makerReason", "x");
    return as("maker@acme", "acme")
        .contentType(ContentType.JSON)
        .body(Map.of("type", type, "subject", "S-1", "data", data))
        .post("/v1/evaluations");
  }

  private static String draft(String person, Map<String, Object> body) {
    return admin(person)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/policies")
        .then()
        .statusCode(201)
        .body("version", equalTo(1))
        .body("state", equalTo("DRAFT"))
        .extract()
        .path("id")
        .toString();
  }

  private static String url(String id, String verb) {
    return "/v1/policies/" + id + "/versions/1" + verb;
  }

  private static RequestSpecification admin(String person) {
    return as(person, "acme", "policy_admin");
  }

  private static RequestSpecification bazaar() {
    return as("owner@bazaar", "bazaar", "policy_admin");
  }

  private static RequestSpecification keyed(String key) {
    return given()
        .auth()
        .oauth2(TestTokens.of("policy-admin@acme", "acme", "policy_admin"))
        .header("Idempotency-Key", key);
  }

  private void relayUntilKnown(String partner) {
    OutboxRelay.run();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rules.partner(partner).isPresent());
  }
}
