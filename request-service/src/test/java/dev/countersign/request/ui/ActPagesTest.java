package dev.countersign.request.ui;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ActPagesTest {
  private static final String ADA = "ada@acme";
  private static final String BEN = "ben@acme";
  private static final String OVERRIDABLE =
      "\"override\":{\"quotaPerMonth\":1000,\"reviewWithin\":\"P7D\"}";

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", "maker@acme", "Mina Maker");
    desk.person("acme", ADA, "Ada Acts", "Acting Lead");
    desk.person("acme", BEN, "Ben Backs", "Acting Lead");
    desk.person("acme", "wit@acme", "Wilma Witness");
  }

  @Test
  @DisplayName("T-12, T-13: changes go to the maker, who insists, and the page says what differs")
  void changesAndResubmission() {
    var request = desk.open(asked());

    send(ADA, request, "decisions", vote("REQUEST_CHANGES", 1))
        .body(containsString("You asked for changes"));
    page(BEN, request).body(containsString("The maker has been asked for changes"));
    page("maker@acme", request)
        .body(containsString("Changes requested"))
        .body(containsString("Send it again unchanged"))
        .body(containsString("Withdraw the request"));
    send("maker@acme", request, "resubmit", reason("the price is right"))
        .body(containsString("You sent it again"));

    page(ADA, request)
        .body(containsString("Compared with attempt 1 of this request."))
        .body(containsString("Nothing differs."))
        .body(containsString("Attempt 2 began: the maker insists, nothing changed"));
  }

  @Test
  @DisplayName("A-32: changes go back to an approved step, by name")
  void changesGoBackToAStep() {
    desk.person("acme", "late@acme", "Lara Late", "Acting Last");
    var request = desk.open(asked().steps("Acting Lead", "Acting Last"));
    send(ADA, request, "decisions", vote("APPROVE", 1)).body(containsString("You approved"));

    page("late@acme", request).body(containsString("step 1 (Acting Lead)"));
    send("late@acme", request, "decisions", vote("REQUEST_CHANGES", 2).formParam("backTo", "1"))
        .body(containsString("sent it back to step 1"));
  }

  @Test
  @DisplayName("F-153, F-154: a place goes to somebody of the pool, by name, and to nobody else")
  void aPlaceIsHandedOn() {
    var request = desk.open(asked());

    page(ADA, request)
        .body(containsString("Hand on a place"))
        .body(containsString("Ben Backs (ben@acme)"))
        .body(not(containsString("value=\"maker@acme\"")));
    send(
            ADA,
            request,
            "reassign",
            reason("on leave").formParam("step", "1").formParam("to", "maker@acme"))
        .statusCode(403)
        .body(containsString("You created this request."));
    send(ADA, request, "reassign", reason("on leave").formParam("step", "1").formParam("to", BEN))
        .body(containsString("You handed the place on."))
        .body(containsString("handed the place of"));
    page(ADA, request).body(not(containsString("Your decision")));
  }

  @Test
  @DisplayName("F-159, F-160, T-21, T-24: two people override, a third reviews, all of it in words")
  void anOverrideHasAWitnessAndAReview() {
    var request = desk.open(asked().under(OVERRIDABLE));

    page("admin@acme", request, "partner_admin")
        .body(containsString("Override in an emergency"))
        .body(containsString("A witness has to stand by first."));
    page("maker@acme", request).body(not(containsString("Stand by an emergency override")));
    send("wit@acme", request, "witness", form().formParam("overrider", "admin@acme"))
        .body(containsString("You stand by."));
    page("admin@acme", request, "partner_admin")
        .body(containsString("Wilma Witness (wit@acme) stands by as the witness."));
    send("admin@acme", request, "override", reason("ship leaves tonight"), "partner_admin")
        .body(containsString("You approved in an emergency."))
        .body(containsString("approved in an emergency, before the witness"));

    page("controller@acme", request, "controller")
        .body(containsString("Review how it was approved"));
    send(
            "controller@acme",
            request,
            "review",
            reason("there was time").formParam("finding", "NOT_JUSTIFIED"),
            "controller")
        .body(containsString("You reviewed it."));
    get("controller@acme", "/requests/overrides", "controller")
        .statusCode(200)
        .body(containsString("ship leaves tonight"))
        .body(containsString("Not justified"));
    get("maker@acme", "/requests/overrides").statusCode(403);
  }

  @Test
  @DisplayName("F-163, T-23: an approved request is stopped in its hold")
  void aHeldRequestIsStopped() {
    var request = desk.open(asked().under("\"hold\":\"PT30M\""));
    page(ADA, request).body(containsString("takes effect after 30 min, if nobody stops it"));
    send(ADA, request, "decisions", vote("APPROVE", 1)).statusCode(200);

    page(BEN, request)
        .body(containsString("It is approved and takes effect in 29 min"))
        .body(containsString("Stop it before it takes effect"));
    send(BEN, request, "revoke", reason("wrong account"))
        .body(containsString("You stopped the request."));
    page(BEN, request).body(containsString("Revoked"));
  }

  @Test
  @DisplayName("C-16: an operator cancels, and the ledger says as what")
  void anOperatorCancels() {
    var request = desk.open(asked());

    page("op@acme", request, "operator").body(containsString("Cancel as an operator"));
    send("op@acme", request, "cancel", reason("voided"), "operator")
        .body(containsString("You took the request back."));
  }

  @Test
  void whoAbstainsIsNotAskedAgain() {
    var request = desk.open(asked());

    send(ADA, request, "decisions", vote("ABSTAIN", 1)).body(containsString("You abstained"));

    page(ADA, request)
        .body(containsString("You abstained this request"))
        .body(containsString("1 abstention"));
  }

  @Test
  @DisplayName("The policy's own question stands over the reason, on the page and in the API")
  void thePolicyAsksItsQuestion() {
    var request = desk.open(asked().asking("Which budget pays for it?"));

    page(ADA, request).body(containsString("Which budget pays for it?"));
    as(ADA)
        .get("/v1/approval-requests/" + request)
        .then()
        .body(
            "steps[0].requireReason.prompt",
            org.hamcrest.Matchers.equalTo("Which budget pays for it?"));
    as(ADA)
        .get("/v1/approval-requests/" + request + "/explain")
        .then()
        .body("question", org.hamcrest.Matchers.equalTo("Which budget pays for it?"));
  }

  @Test
  @DisplayName("J4, I7: a form sent twice counts once, and is answered as if it had worked once")
  void aFormSentTwiceCountsOnce() {
    var request = desk.open(asked());
    var key = UUID.randomUUID().toString();

    for (var i = 0; i < 2; i++) {
      as("maker@acme")
          .header("HX-Request", "true")
          .formParam("reason", "ordered twice")
          .formParam("idempotencyKey", key)
          .post("/requests/" + request + "/cancel")
          .then()
          .statusCode(200)
          .body(containsString("You took the request back."));
    }
    assertThat(
            stage.value(
                "select count(*)::text from request.ledger where request_id = ?"
                    + " and ce_type = 'approval.request_cancelled'",
                request))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("J3: a form that somebody else had opened records nothing")
  void aFormBelongsToWhoOpenedIt() {
    var request = desk.open(asked());

    send(BEN, request, "decisions", vote("APPROVE", 1).formParam("viewer", ADA))
        .statusCode(409)
        .body(containsString("You are signed in as \u2068ben@acme\u2069 now."))
        .body(containsString("checked the order"));
    assertThat(
            stage.value(
                "select count(*)::text from request.decision where request_id = ?", request))
        .isEqualTo("0");
  }

  @Test
  @DisplayName("What was typed survives a refusal, in its own form")
  void whatWasTypedSurvivesARefusal() {
    var request = desk.open(asked());

    send(
            ADA,
            request,
            "reassign",
            reason("my own words").formParam("step", "1").formParam("to", ADA))
        .statusCode(422)
        .body(containsString("This person cannot take the place."))
        .body(containsString(">my own words</textarea>"));
  }

  @Test
  @DisplayName("OUT-11: what looks like something else is marked")
  void lookAlikesAreMarked() {
    var request =
        desk.open(asked().saying("{\"account\":\"DE12 \u0430BC\",\"note\":\"pay\u202Eevil\"}"));

    page(ADA, request).body(containsString("U+0430")).body(containsString("U+202E"));
  }

  @Test
  @DisplayName("SD-18: an act that is not offered is refused all the same")
  void whatIsNotOfferedIsRefused() {
    var request = desk.open(asked());

    send(ADA, request, "override", reason("now"), "partner_admin").statusCode(403);
    send(ADA, request, "review", reason("now").formParam("finding", "JUSTIFIED")).statusCode(409);
    send(ADA, request, "release", reason("now")).statusCode(409);
    send(ADA, request, "cancel", reason("now")).statusCode(403);
    send(ADA, request, "review", reason("now").formParam("finding", "maybe")).statusCode(400);
  }

  private static RequestSpecification vote(String vote, int step) {
    return form()
        .formParam("vote", vote)
        .formParam("reason", "checked the order")
        .formParam("payloadDigest", AnEvaluation.DIGEST)
        .formParam("iteration", "1")
        .formParam("policyVersion", "3")
        .formParam("step", step);
  }

  private static RequestSpecification reason(String reason) {
    return form().formParam("reason", reason);
  }

  private static RequestSpecification form() {
    return given()
        .header("HX-Request", "true")
        .formParam("idempotencyKey", UUID.randomUUID().toString());
  }

  private static ValidatableResponse send(
      String person, UUID request, String form, RequestSpecification fields, String... groups) {
    return fields
        .header("Authorization", bearer(person, "acme", groups))
        .post("/requests/" + request + "/" + form)
        .then();
  }

  private static ValidatableResponse page(String person, UUID request, String... groups) {
    return get(person, "/requests/" + request, groups).statusCode(200);
  }

  private static ValidatableResponse get(String person, String path, String... groups) {
    return given()
        .header("Authorization", bearer(person, "acme", groups))
        .accept("text/html")
        .get(path)
        .then();
  }

  private static RequestSpecification as(String person) {
    return given().header("Authorization", bearer(person, "acme"));
  }

  private static AnEvaluation asked() {
    return AnEvaluation.of("acme", "maker@acme").steps("Acting Lead");
  }
}
