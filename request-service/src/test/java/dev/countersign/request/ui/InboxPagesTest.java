package dev.countersign.request.ui;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class InboxPagesTest {
  private static final String ZOE = "zoe@acme";

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", ZOE, "Zoe Zeal", "Bulk Lead");
    desk.person("acme", "boss@acme", "Bea Boss");
    stage.run("update request.person set manager_id = 'boss@acme' where id = ?", ZOE);
  }

  @Test
  @DisplayName("A-31: several are looked at on one page, with totals by currency and what differs")
  void severalAreLookedAtTogether() {
    var first = desk.open(asked().of("invoice", "B-1", "1000.50"));
    var second = desk.open(asked().of("refund", "B-2", "2000"));
    var alone = desk.open(asked().of("payout", "B-3", "5").under("\"bulk\":false"));

    page("/inbox").body(containsString("name=\"request\" value=\"" + first + "\""));
    page("/inbox/decide?request=" + first + "&request=" + second + "&request=" + alone)
        .body(containsString("3,000.50<span class=\"currency\">BDT"))
        .body(containsString("name=\"include\" value=\"" + second + "\""))
        .body(containsString("Not together with others"))
        .body(containsString("Its policy wants it looked at by itself."))
        .body(not(containsString("name=\"include\" value=\"" + alone + "\"")));
  }

  @Test
  @DisplayName(
      "A-31, I12: each ticked one is decided by itself, with its own reason or the common one")
  void theTickedAreDecided() {
    var ticked = desk.open(asked());
    var own = desk.open(asked());
    var unticked = desk.open(asked());
    var stale = desk.open(asked());
    var key = UUID.randomUUID().toString();

    for (var i = 0; i < 2; i++) {
      together(key, List.of(ticked, own, unticked, stale), List.of(ticked, own, stale), stale)
          .statusCode(200)
          .body(containsString("2 of 3 are on record; the others say why not."))
          .body(containsString("This request changed since you opened it."));
    }
    assertThat(reasonOn(ticked)).isEqualTo("all match their orders");
    assertThat(reasonOn(own)).isEqualTo("seen the goods");
    assertThat(reasonOn(unticked)).isEqualTo("null");
    page("/requests/" + ticked).body(containsString("together with others"));
  }

  @Test
  @DisplayName("SD-18: the page cannot decide in bulk what the policy keeps apart")
  void whatIsKeptApartStaysApart() {
    var alone = desk.open(asked().under("\"bulk\":false"));

    together(UUID.randomUUID().toString(), List.of(alone), List.of(alone), UUID.randomUUID())
        .statusCode(200)
        .body(containsString("This request is decided by itself."));
    assertThat(reasonOn(alone)).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/inbox/decide", "/inbox/decide?request=x"})
  void nothingOrNonsenseIsSaidSo(String path) {
    var status = path.endsWith("x") ? 404 : 200;
    as(ZOE).accept("text/html").get(path).then().statusCode(status);
  }

  @Test
  @DisplayName("Tabs: my team sees what waits for its people, Done what I have decided")
  void theOtherParts() {
    var waiting = desk.open(asked());
    var decided = desk.open(asked());
    together(UUID.randomUUID().toString(), List.of(decided), List.of(decided), UUID.randomUUID());

    as("boss@acme")
        .accept("text/html")
        .get("/inbox/team")
        .then()
        .statusCode(200)
        .body(containsString("Zoe Zeal"))
        .body(containsString("/requests/" + waiting));
    page("/inbox/team").body(containsString("nobody that they report to you"));
    page("/inbox/done").body(containsString("/requests/" + decided));
    page("/inbox/done").body(not(containsString("/requests/" + waiting)));
  }

  @Test
  @DisplayName("F-183: inbox and lists are in the reader's language, amounts read alike everywhere")
  void listsAreInTheLanguageOfTheReader() {
    var waiting = desk.open(asked().of("invoice", "L-1", "350000.5"));
    var decided = desk.open(asked());
    together(UUID.randomUUID().toString(), List.of(decided), List.of(decided), UUID.randomUUID());

    spanish("/inbox")
        .body(containsString("/requests/" + waiting))
        .body(containsString("350\u202f000.50<"))
        .body(containsString("Vence <time"))
        .body(containsString("ahora mismo"))
        .body(not(containsString("wait for your decision")));
    spanish("/inbox/done").body(containsString(">Aprobada</span>"));
    spanish("/inbox/team").body(containsString("Su equipo no tiene nada pendiente"));
    spanish("/requests")
        .body(containsString("Pendiente de aprobación"))
        .body(not(containsString("Waiting for approval")));
    spanish("/requests/" + waiting)
        .body(containsString("Su decisión"))
        .body(not(containsString("lang=\"en\" ")));
  }

  private static ValidatableResponse spanish(String path) {
    return as(ZOE)
        .accept("text/html")
        .header("Accept-Language", "es")
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Language", "es");
  }

  @Test
  @DisplayName("F-140, F-141: what was lent shows whose it is, and the vote says for whom")
  void whatIsDelegated() {
    desk.person("acme", "stand-in@acme", "Stan Standin");
    var waiting = desk.open(asked());
    given()
        .header("Authorization", bearer(ZOE, "acme"))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(
            "{\"delegate\":\"stand-in@acme\",\"from\":\"2020-01-01T00:00:00Z\","
                + "\"until\":\"2099-01-01T00:00:00Z\",\"reason\":\"holiday\"}")
        .post("/v1/delegations");

    as("stand-in@acme")
        .accept("text/html")
        .get("/inbox/delegated")
        .then()
        .body(containsString("Zoe Zeal"))
        .body(containsString("/requests/" + waiting));
    as("stand-in@acme")
        .accept("text/html")
        .get("/requests/" + waiting)
        .then()
        .body(containsString("You stand in for \u2068Zoe Zeal\u2069"))
        .body(containsString("Your decision"));
  }

  @Test
  @DisplayName("A-31: an inbox is narrowed by what it shows, alike on the page and in the API")
  void anInboxIsNarrowed() {
    var maker = "maker-" + UUID.randomUUID();
    var small =
        desk.open(AnEvaluation.of("acme", maker).of("refund", "S", "10").steps("Bulk Lead"));
    var large =
        desk.open(AnEvaluation.of("acme", maker).of("refund", "L", "900").steps("Bulk Lead"));

    page("/inbox?operation=&maker.contains=" + maker + "&amount.gte=100")
        .body(containsString("/requests/" + large))
        .body(not(containsString("/requests/" + small)));
    inbox("maker=" + maker + "&amount.lt=100")
        .body("items.requestId", equalTo(List.of(small.toString())));
    inbox("maker=" + maker + "&operation.in=payout,refund&role.eq=Bulk Lead&currency=BDT")
        .body("items.requestId", equalTo(List.of(small.toString(), large.toString())));
    inbox("maker=" + maker + "&createdAt.lt=2020-01-01T00:00:00Z")
        .body("items", equalTo(List.of()));
    inbox("subjectId.contains=l&maker.ne=x").body("items.requestId", hasItem(large.toString()));
    as(ZOE).get("/v1/inbox?status=PENDING").then().statusCode(400);
    as(ZOE).get("/v1/inbox?maker=a&maker=b").then().statusCode(400);
  }

  @Test
  void aListIsNarrowedOnThePageToo() {
    var maker = "maker-" + UUID.randomUUID();
    var request = desk.open(AnEvaluation.of("acme", maker).of("refund", "LIST-1", "77"));

    page("/requests?maker.contains=" + maker + "&amount.gte=50&currency=")
        .body(containsString("/requests/" + request));
    page("/requests?maker.contains=" + maker + "&amount.gte=100")
        .body(containsString("No requests here"));
    as("auditor@acme", "auditor")
        .accept("text/html")
        .get("/requests?maker.contains=" + maker)
        .then()
        .body(containsString("/v1/exports/approval-requests.csv?maker.contains=" + maker));
  }

  private ValidatableResponse together(
      String key, List<UUID> requests, List<UUID> ticked, UUID stale) {
    var form =
        as(ZOE)
            .formParam("vote", "APPROVE")
            .formParam("commonReason", "all match their orders")
            .formParam("idempotencyKey", key);
    for (var i = 0; i < requests.size(); i++) {
      var id = requests.get(i);
      form.formParam("request", id.toString())
          .formParam("payloadDigest", id.equals(stale) ? "c".repeat(64) : AnEvaluation.DIGEST)
          .formParam("iteration", "1")
          .formParam("policyVersion", "3")
          .formParam("step", "1")
          .formParam("reason", i == 1 ? "seen the goods" : "");
    }
    ticked.forEach(id -> form.formParam("include", id.toString()));
    return form.accept("text/html").post("/inbox/decide").then();
  }

  private String reasonOn(UUID request) {
    return String.valueOf(
        stage.value("select reason from request.decision where request_id = ?", request));
  }

  private static ValidatableResponse inbox(String query) {
    return as(ZOE).get("/v1/inbox?" + query).then().statusCode(200);
  }

  private static ValidatableResponse page(String path) {
    return as(ZOE).accept("text/html").get(path).then().statusCode(200);
  }

  private static RequestSpecification as(String person, String... groups) {
    return given().header("Authorization", bearer(person, "acme", groups));
  }

  private static AnEvaluation asked() {
    return AnEvaluation.of("acme", "maker@acme").steps("Bulk Lead");
  }
}
