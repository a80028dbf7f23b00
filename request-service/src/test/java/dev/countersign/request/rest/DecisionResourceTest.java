package dev.countersign.request.rest;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.sending;
import static dev.countersign.request.rest.Api.vote;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DecisionResourceTest {

  private static final String SUPERVISOR = "supervisor@acme";

  @Inject Desk desk;

  @BeforeEach
  void people() {
    desk.person("acme", "maker@acme", "Mina Maker", "Mid-Office Supervisor");
    desk.person("acme", SUPERVISOR, "Sadia Rahman", "Mid-Office Supervisor");
    desk.person("acme", "supervisor-2@acme", "Tariq Aziz", "Mid-Office Supervisor");
    desk.person("acme", "controller@acme", "Carla Controller", "Controller");
    desk.retire("acme", "gone@acme", "Gerd Gone", "Mid-Office Supervisor");
  }

  @Test
  void anApprovalIsOnRecordAndClosesTheRequest() {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote("APPROVE"))
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("by", equalTo(SUPERVISOR))
        .body("vote", equalTo("APPROVE"))
        .body("status", equalTo("APPROVED"));
    as(SUPERVISOR, "acme")
        .get("/v1/approval-requests/" + request)
        .then()
        .body("status", equalTo("APPROVED"))
        .body("steps[0].decisions[0].reason", equalTo("checked the order"));
  }

  @Test
  void aRejectionClosesTheRequest() {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote("REJECT")).statusCode(201).body("status", equalTo("REJECTED"));
  }

  @Test
  @DisplayName("RP-01 I7 I8: the same key gives the same answer and no second row")
  void aReplayIsAnsweredAlike() {
    var request = desk.open(invoice());
    var key = UUID.randomUUID().toString();

    var first = decide(SUPERVISOR, request, vote("APPROVE"), key).statusCode(201).extract();
    var second = decide(SUPERVISOR, request, vote("APPROVE"), key).statusCode(201).extract();

    assertThat(second.asString()).isEqualTo(first.asString());
    decide(SUPERVISOR, request, vote("REJECT"), key)
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reuse"));
  }

  @Test
  @DisplayName("RP-02 I9: another key does not make a second vote")
  void aSecondVoteIsRefused() {
    var open = desk.open(invoice().needing(2));
    decide(SUPERVISOR, open, vote("APPROVE")).statusCode(201).body("status", equalTo("PENDING"));

    decide(SUPERVISOR, open, vote("APPROVE"))
        .statusCode(409)
        .body("code", equalTo("already_decided"));
  }

  @Test
  void aClosedRequestTakesNoVote() {
    var request = desk.open(invoice());
    decide(SUPERVISOR, request, vote("APPROVE")).statusCode(201);

    decide("supervisor-2@acme", request, vote("REJECT"))
        .statusCode(409)
        .body("code", equalTo("request_closed"));
  }

  @Test
  @DisplayName("SD-01: a maker who holds the role may still not decide")
  void makerMayNotDecide() {
    var request = desk.open(invoice());

    decide("maker@acme", request, vote("APPROVE"))
        .statusCode(403)
        .body("code", equalTo("maker_may_not_decide"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"controller@acme", "gone@acme", "nobody@acme"})
  @DisplayName("AN-13 F-138 without the role, or retired since the token was given, nobody decides")
  void withoutTheRoleNobodyDecides(String person) {
    var request = desk.open(invoice());

    decide(person, request, vote("APPROVE")).statusCode(403).body("code", equalTo("not_eligible"));
  }

  @Test
  @DisplayName("TN-01: another partner's request is as unknown as one that never was")
  void foreignRequestIsUnknown() {
    var request = desk.open(AnEvaluation.of("bazaar", "maker@bazaar"));

    decide(SUPERVISOR, request, vote("APPROVE")).statusCode(404).body("code", equalTo("not_found"));
    decide(SUPERVISOR, UUID.randomUUID(), vote("APPROVE"))
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  @DisplayName("I4 N-05 SD-14 F-200 a stale decision is told what is current")
  void aStaleDecisionIsToldWhatIsCurrent() {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote("APPROVE").replace("aaaa", "bbbb"))
        .statusCode(409)
        .body("code", equalTo("stale_decision"))
        .body("current.payloadDigest", equalTo(AnEvaluation.DIGEST));
    decide(
            SUPERVISOR,
            request,
            vote("APPROVE").replace("\"policyVersion\":3", "\"policyVersion\":2"))
        .statusCode(409)
        .body("current.policyVersion", equalTo(3));
  }

  @Test
  @DisplayName("I10: a decision names what it decides on")
  void aDecisionNamesWhatItDecidesOn() {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, "{\"vote\":\"APPROVE\",\"reason\":\"fine\"}")
        .statusCode(428)
        .body("code", equalTo("precondition_required"));
    decide(SUPERVISOR, request, "{\"vote\":\"APPROVE\",\"reason\":\"fine\",\"iteration\":1}")
        .statusCode(400)
        .body("code", equalTo("seen_incomplete"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"0\"", "\"0\", \"1\"", "\"7\"", "0"})
  @DisplayName("RP-07 I10: only the current version itself is a match")
  void looseIfMatchIsRefused(String tag) {
    var request = desk.open(invoice());

    ifMatch(request, tag).then().statusCode(412).body("code", equalTo("version_mismatch"));
  }

  @Test
  void anIfMatchOfTheCurrentVersionIsEnough() {
    var request = desk.open(invoice());

    ifMatch(request, "\"0\"").then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\\u200b\\u2060", "\\t\\n"})
  @DisplayName("IN-19: an invisible reason is none")
  void aReasonIsRequired(String reason) {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote("APPROVE").replace("checked the order", reason))
        .statusCode(422)
        .body("code", equalTo("reason_required"));
  }

  @Test
  void aReasonHasAnEnd() {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote("REJECT").replace("checked the order", "x".repeat(2001)))
        .statusCode(422)
        .body("code", equalTo("reason_too_long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", " APPROVE", "APPROVE ", "YES", "", "ABSTAINED"})
  @DisplayName("IN-18: a vote has one spelling")
  void otherSpellingsAreRefused(String vote) {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote(vote)).statusCode(400).body("code", equalTo("vote_invalid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"status\":\"APPROVED\"", "\"by\":\"controller@acme\"", "\"onBehalfOf\":\"x\"",
        "\"vote\":\"REJECT\"", "\"partnerId\":\"bazaar\"", "\"seq\":2"
      })
  @DisplayName("IN-02: nothing else can be assigned, and no key stands twice")
  void massAssignmentIsRefused(String extra) {
    var request = desk.open(invoice());

    decide(SUPERVISOR, request, vote("APPROVE").replace("{", "{" + extra + ",")).statusCode(400);
    decide(SUPERVISOR, request, "{\"vote\":0}").statusCode(400);
  }

  @Test
  void aKeyIsRequired() {
    var request = desk.open(invoice());

    sending(given().header("Authorization", bearer(SUPERVISOR, "acme")), vote("APPROVE"))
        .post("/v1/approval-requests/" + request + "/decisions")
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency_key_required"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "../x", "019abcde-0000-7000-8000-00000000000G"})
  @DisplayName("IN-13: what is not an id names nothing")
  void strangeIdsNameNothing(String id) {
    sending(as(SUPERVISOR, "acme").header("Idempotency-Key", "k"), vote("APPROVE"))
        .post("/v1/approval-requests/{id}/decisions", id)
        .then()
        .statusCode(404);
  }

  @Test
  @DisplayName("AN-17: a service does not decide")
  void producersAreNotPeople() {
    var request = desk.open(invoice());

    sending(as("billing", "acme", "producer").header("Idempotency-Key", "k"), vote("APPROVE"))
        .post("/v1/approval-requests/" + request + "/decisions")
        .then()
        .statusCode(403)
        .body("code", equalTo("human_required"));
  }

  @Test
  void aMakerWithdrawsAndNobodyElseDoes() {
    var request = desk.open(invoice());
    var path = "/v1/approval-requests/" + request + "/cancel";
    var body = "{\"reason\":\"ordered twice\"}";

    sending(as(SUPERVISOR, "acme"), body)
        .post(path)
        .then()
        .statusCode(403)
        .body("code", equalTo("not_permitted"));
    sending(as("maker@acme", "acme"), body)
        .post(path)
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"));
    sending(as("operator@acme", "acme", "operator"), body)
        .post(path)
        .then()
        .statusCode(409)
        .body("code", equalTo("request_closed"));
  }

  private static io.restassured.response.Response ifMatch(UUID request, String tag) {
    return sending(
            as(SUPERVISOR, "acme")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", tag),
            "{\"vote\":\"APPROVE\",\"reason\":\"fine\"}")
        .post("/v1/approval-requests/" + request + "/decisions");
  }

  private static AnEvaluation invoice() {
    return AnEvaluation.of("acme", "maker@acme");
  }
}
