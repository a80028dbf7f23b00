package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.sending;
import static dev.countersign.request.rest.Api.vote;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StepUpTest.LargeAmounts.class)
@WithTestResource(EmbeddedResource.class)
class StepUpTest {
  private static final String PETRA = "petra@stepped";
  private static final String ADMIN = "admin@stepped";
  private static final String WITNESS = "wit@stepped";
  private static final String STANDING_BY = "{\"actor\":\"" + ADMIN + "\"}";
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration OLD = Duration.ofMinutes(16);
  private static final String CHALLENGE =
      "Bearer error=\"insufficient_user_authentication\","
          + " error_description=\"A fresh sign-in is needed\","
          + " acr_values=\"phr phrh\", max_age=\"900\"";

  /** Large is what it is for everybody, and less of it for one partner. */
  public static class LargeAmounts implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "countersign.step-up.from.BDT", "9000000",
          "countersign.step-up.partners.stepped.from.BDT", "1000000",
          "countersign.step-up.acr-values", "phr,phrh");
    }
  }

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("stepped", "maker@stepped", "Mina Maker");
    desk.person("stepped", PETRA, "Petra Present", "Step Lead");
    desk.person("stepped", ADMIN, "Ada Admin");
    desk.person("stepped", WITNESS, "Will Witness");
  }

  @Test
  @DisplayName("AN-18 a large amount asks for a fresh sign-in, and is decided with one")
  void aLargeAmountAsksForAFreshSignIn() {
    var request = desk.open(invoice("1000000"));

    decide(as(PETRA, OLD, "phr"), request)
        .statusCode(401)
        .header("WWW-Authenticate", equalTo(CHALLENGE))
        .body("code", equalTo("insufficient_user_authentication"))
        .body("maxAge", equalTo(900))
        .body("acrValues", equalTo("phr phrh"));
    decide(as(PETRA, FRESH, "pwd"), request).statusCode(401);
    decide(Api.as(PETRA, "stepped"), request).statusCode(401);
    decide(as(PETRA, Duration.ofMinutes(-5), "phr"), request).statusCode(401);
    assertThat(votes(request)).isEqualTo("0");

    decide(as(PETRA, FRESH, "phr"), request).statusCode(201);
    assertThat(votes(request)).isEqualTo("1");
  }

  @Test
  @DisplayName("AN-18 below the amount, and where another amount holds, any sign-in decides")
  void lessAsksForNothing() {
    decide(Api.as(PETRA, "stepped"), desk.open(invoice("999999.99"))).statusCode(201);
    desk.person("unstepped", "olga@unstepped", "Olga Other", "Step Lead");
    var elsewhere =
        AnEvaluation.of("unstepped", "maker@unstepped")
            .of("invoice", "INV-" + UUID.randomUUID(), "1000000")
            .steps("Step Lead");
    decide(Api.as("olga@unstepped", "unstepped"), desk.open(elsewhere)).statusCode(201);
  }

  @Test
  @DisplayName("AN-18 whoever may not decide is told so, and not to sign in")
  void theRulesAnswerFirst() {
    var request = desk.open(invoice("2000000"));

    decide(Api.as("maker@stepped", "stepped"), request)
        .statusCode(403)
        .body("code", equalTo("maker_may_not_decide"));
  }

  @Test
  @DisplayName("AN-18, RP-01 what is on record is answered again whatever the sign-in")
  void aRepeatedVoteNeedsNoSignIn() {
    var request = desk.open(invoice("2000000"));
    var key = UUID.randomUUID().toString();

    decide(as(PETRA, FRESH, "phrh").header("Idempotency-Key", key), request).statusCode(201);
    decide(as(PETRA, OLD, "phrh").header("Idempotency-Key", key), request).statusCode(201);
  }

  @Test
  @DisplayName("AN-18, A-31 in bulk, each that is large asks by itself")
  void bulkAsksForEach() {
    var large = desk.open(invoice("1000000"));
    var small = desk.open(invoice("300000"));
    var body =
        "{\"items\":[{\"requestId\":\"%s\",\"decision\":%s},{\"requestId\":\"%s\",\"decision\":%s}]}"
            .formatted(large, vote("APPROVE"), small, vote("APPROVE"));

    sending(as(PETRA, OLD, "phr"), body)
        .urlEncodingEnabled(false)
        .post("/v1/approval-requests:decide")
        .then()
        .statusCode(207)
        .body("items.status", contains(401, 201))
        .body("items[0].code", equalTo("insufficient_user_authentication"))
        .body("items[0].problem.acrValues", equalTo("phr phrh"));
  }

  @Test
  @DisplayName("AN-18 an override decides too, so it asks as well; withdrawing does not")
  void anOverrideAsks() {
    var request = desk.open(invoice("1000000").overridable());
    act(as(WITNESS, FRESH, "phr"), request, "override/witness", STANDING_BY).statusCode(200);
    var why = "{\"reason\":\"the plant stands still\"}";

    act(as(ADMIN, OLD, "phr", "partner_admin"), request, "override", why)
        .statusCode(401)
        .header("WWW-Authenticate", equalTo(CHALLENGE));
    page(as(ADMIN, OLD, "phr", "partner_admin"), request)
        .body(containsString("Sign in again first; the link is above."));
    act(as(ADMIN, FRESH, "phr", "partner_admin"), request, "override", why)
        .statusCode(200)
        .body("status", equalTo("OVERRIDDEN"));
    act(
            as("maker@stepped", OLD, "pwd"),
            desk.open(invoice("1000000")),
            "cancel",
            "{\"reason\":\"mistyped\"}")
        .statusCode(200);
  }

  @Test
  @DisplayName("AN-18, F-160 who stands by an override that asks is asked as well")
  void aWitnessIsAskedToo() {
    var request = desk.open(invoice("1000000").overridable());

    act(as(WITNESS, OLD, "phr"), request, "override/witness", STANDING_BY)
        .statusCode(401)
        .header("WWW-Authenticate", equalTo(CHALLENGE));
    form(as(WITNESS, OLD, "phr"))
        .formParam("overrider", ADMIN)
        .post("/requests/" + request + "/witness")
        .then()
        .statusCode(401)
        .contentType("text/html")
        .body(containsString("Nothing is recorded yet: sign in again first."))
        .body(containsString("target=\"_blank\""))
        .body(containsString("value=\"" + ADMIN + "\""));
    assertThat(attestations(request)).isEqualTo("0");
    page(as(WITNESS, OLD, "phr"), request)
        .body(containsString("Sign in again first; the link is above."))
        .body(containsString("href=\"/request/sign-in?to=/requests/" + request + "\""));

    act(as(WITNESS, FRESH, "phr"), request, "override/witness", STANDING_BY).statusCode(200);
    assertThat(attestations(request)).isEqualTo("1");
    var small = desk.open(invoice("300000").overridable());
    act(as(WITNESS, OLD, "pwd"), small, "override/witness", STANDING_BY).statusCode(200);
  }

  @Test
  @DisplayName("AN-18 the page leads through the issuer before anything is typed")
  void thePageLeadsToTheIssuer() {
    var request = desk.open(invoice("1000000"));

    page(as(PETRA, OLD, "phr"), request)
        .body(containsString("decided within 15 min of signing in"))
        .body(containsString("href=\"/request/sign-in?to=/requests/" + request + "\""))
        .body(not(containsString("name=\"payloadDigest\"")));
    page(as(PETRA, FRESH, "phr"), request)
        .body(not(containsString("Sign in again")))
        .body(containsString("name=\"payloadDigest\""));
    as(PETRA, OLD, "phr")
        .get("/inbox/decide?request=" + request)
        .then()
        .statusCode(200)
        .body(containsString("It asks for a fresh sign-in; its page leads there."));
  }

  @Test
  @DisplayName("AN-18 a sign-in that grew old over the form costs nobody what they typed")
  void whatWasTypedStays() {
    var request = desk.open(invoice("1000000"));
    var form = form(as(PETRA, OLD, "phr"));

    form.post("/requests/" + request + "/decisions")
        .then()
        .statusCode(401)
        .contentType("text/html")
        .body(containsString("Nothing is recorded yet: sign in again first."))
        .body(containsString("target=\"_blank\""))
        .body(containsString(">the order was checked</textarea>"));
    assertThat(votes(request)).isEqualTo("0");

    form(as(PETRA, FRESH, "phr"))
        .post("/requests/" + request + "/decisions")
        .then()
        .statusCode(200)
        .body(containsString("You approved. The request is approved."));
  }

  private static RequestSpecification form(RequestSpecification as) {
    return as.formParam("vote", "APPROVE")
        .formParam("reason", "the order was checked")
        .formParam("payloadDigest", AnEvaluation.DIGEST)
        .formParam("iteration", "1")
        .formParam("policyVersion", "3")
        .formParam("idempotencyKey", UUID.randomUUID().toString());
  }

  private static AnEvaluation invoice(String amount) {
    return AnEvaluation.of("stepped", "maker@stepped")
        .of("invoice", "INV-" + UUID.randomUUID(), amount)
        .steps("Step Lead");
  }

  private static RequestSpecification as(
      String person, Duration ago, String level, String... groups) {
    var claims = TestTokens.claims(person, "stepped", groups);
    claims.put("auth_time", Instant.now().minus(ago).getEpochSecond());
    claims.put("acr", level);
    return given()
        .config(Api.ONE_KEY)
        .header("Authorization", "Bearer " + TestTokens.of(claims))
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static ValidatableResponse decide(RequestSpecification as, UUID request) {
    return sending(as, vote("APPROVE"))
        .post("/v1/approval-requests/" + request + "/decisions")
        .then();
  }

  private static ValidatableResponse act(
      RequestSpecification as, UUID request, String act, String body) {
    return sending(as, body).post("/v1/approval-requests/" + request + "/" + act).then();
  }

  private static ValidatableResponse page(RequestSpecification as, UUID request) {
    return as.get("/requests/" + request).then().statusCode(200).contentType("text/html");
  }

  private String votes(UUID request) {
    return String.valueOf(
        stage.value("select count(*)::text from request.decision where request_id = ?", request));
  }

  private String attestations(UUID request) {
    return String.valueOf(
        stage.value(
            "select count(*)::text from request.override_witness where request_id = ?", request));
  }
}
