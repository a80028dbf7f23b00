package dev.countersign.request.ui;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestIssuer;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PagesTest {

  private static final String LENA = "lena@acme";

  @Inject Desk desk;
  @Inject ActOnRequest acts;

  @BeforeEach
  void people() {
    desk.person("acme", "maker@acme", "Mina Maker");
    desk.person("acme", LENA, "Lena Lead", "Team Lead");
    desk.person("acme", "dirk@acme", "Dirk Director", "Page Director");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/inbox", "/requests", "/", "/requests/00000000-0000-7000-8000-000000000000"})
  void aStrangerIsSentToTheIssuer(String path) {
    given()
        .redirects()
        .follow(false)
        .get(path)
        .then()
        .statusCode(302)
        .header("Location", startsWith(TestIssuer.address() + "/authorize"));
  }

  @Test
  void theStartIsTheInbox() {
    as(LENA)
        .redirects()
        .follow(false)
        .get("/")
        .then()
        .statusCode(303)
        .header("Location", containsString("/inbox"));
  }

  @Test
  @DisplayName("F-185: the inbox says what, how much, who, which step and until when")
  void inboxShowsWhatWaits() {
    var request = desk.open(invoice().escalating(Duration.ofHours(3), "Page Director"));

    page(as(LENA), "/inbox")
        .body(containsString("/requests/" + request))
        .body(containsString("Invoice"))
        .body(containsString("350,000.00<span class=\"currency\">BDT"))
        .body(containsString("Mina Maker"))
        .body(containsString("monthly order"))
        .body(containsString("in 2 h 59 min"));
    page(as("maker@acme"), "/inbox").body(containsString("Nothing waits for you"));
  }

  @Test
  @DisplayName("F-167 F-200 the page shows what is decided on before it asks")
  void theRequestPageTellsWhatIsNeededToDecide() {
    var request = desk.open(invoice().steps("Team Lead", "Page Director"));

    page(as(LENA), "/requests/" + request)
        .body(containsString("Your decision"))
        .body(containsString("is at least 200,000.00 BDT and below 500,000.00 BDT."))
        .body(containsString("Policy version 3"))
        .body(containsString("Page Director"))
        .body(containsString("name=\"payloadDigest\" value=\"" + AnEvaluation.DIGEST));
  }

  @Test
  void whoMayNotDecideReadsWhy() {
    var request = desk.open(invoice().steps("Team Lead", "Page Director"));

    page(as("maker@acme"), "/requests/" + request)
        .body(containsString("You created this request"))
        .body(not(containsString("name=\"payloadDigest\"")));
    page(as("dirk@acme"), "/requests/" + request).body(containsString("Your turn comes at step 2"));
    page(as("auditor@acme"), "/requests/" + request)
        .body(containsString("gives you no approver role"));
  }

  @Test
  @DisplayName("F-167: a revision is shown beside what it replaces")
  void aRevisionIsCompared() {
    var subject = "INV-revised-" + UUID.randomUUID();
    var first = desk.open(invoice().of("invoice", subject, "250000"));
    acts.handle(
            new Actor.Human("acme", new PersonId("operator@acme"), Set.of("operator")),
            new RequestId(first),
            new Act.Cancel(new Reason("mistyped")))
        .await()
        .indefinitely();
    var second = desk.open(invoice().of("invoice", subject, "350000").revision(2));

    page(as(LENA), "/requests/" + second)
        .body(containsString("What changed"))
        .body(containsString("<del>250,000.00 BDT</del>"))
        .body(containsString("<ins>350,000.00 BDT</ins>"));
  }

  @Test
  @DisplayName("F-168 a vote by form is on record once, with who and why")
  void aVoteByFormIsRecordedOnce() {
    var request = desk.open(invoice());
    var key = UUID.randomUUID().toString();

    vote(LENA, request, "APPROVE", key)
        .statusCode(200)
        .body(containsString("You approved. The request is approved."))
        .body(containsString("id=\"waiting-count\""))
        .body(not(containsString("<html")));
    vote(LENA, request, "APPROVE", key).statusCode(200).body(containsString("You approved"));
    vote(LENA, request, "REJECT", UUID.randomUUID().toString())
        .statusCode(409)
        .body(containsString("The request is closed by now"))
        .body(containsString("Lena Lead (lena@acme)\u2069 approved it just now."));
  }

  @Test
  void withoutAScriptTheAnswerIsAWholePage() {
    var request = desk.open(invoice());

    form(as(LENA), AnEvaluation.DIGEST, "REJECT", UUID.randomUUID().toString())
        .post("/requests/" + request + "/decisions")
        .then()
        .statusCode(200)
        .body(containsString("<html"))
        .body(containsString("You rejected. The request is rejected."));
  }

  @Test
  @DisplayName("J2: a stale form records nothing and shows what is true now")
  void aStaleFormSaysSo() {
    var request = desk.open(invoice());

    form(
            as(LENA).header("HX-Request", "true"),
            "c".repeat(64),
            "APPROVE",
            UUID.randomUUID().toString())
        .post("/requests/" + request + "/decisions")
        .then()
        .statusCode(409)
        .body(containsString("This request changed since you opened it"))
        .body(containsString("checked the order"))
        .body(containsString("Your decision"));
  }

  @Test
  @DisplayName("SD-18: the page refuses what the API refuses")
  void theMakerIsRefusedHereToo() {
    var request = desk.open(AnEvaluation.of("acme", LENA).steps("Team Lead"));

    vote(LENA, request, "APPROVE", UUID.randomUUID().toString())
        .statusCode(403)
        .body(containsString("You created this request"));
  }

  @Test
  @DisplayName("C-22 who only watches sees every request, and is offered and allowed no act")
  void watchersSeeAndDoNothing() {
    var request = desk.open(invoice());

    page(watching(), "/requests").body(containsString("/requests/" + request));
    page(watching(), "/requests/" + request)
        .body(containsString("350,000.00"))
        .body(not(containsString("name=\"reason\"")))
        .body(not(containsString("name=\"payloadDigest\"")));
    form(
            watching().header("HX-Request", "true"),
            AnEvaluation.DIGEST,
            "APPROVE",
            "watch-" + request)
        .post("/requests/" + request + "/decisions")
        .then()
        .statusCode(403);
    for (String act : List.of("cancel", "override")) {
      watching()
          .header("HX-Request", "true")
          .formParam("reason", "only looking")
          .formParam("idempotencyKey", UUID.randomUUID().toString())
          .post("/requests/" + request + "/" + act)
          .then()
          .statusCode(403);
    }
  }

  private static RequestSpecification watching() {
    return given().header("Authorization", bearer("auditor@acme", "acme", "auditor"));
  }

  @Test
  @DisplayName("AN-17, SD-18: a producer's token does not decide on the page either")
  void producersDoNotDecideHereEither() {
    var request = desk.open(AnEvaluation.of("acme", "maker@acme").steps("Team Lead"));
    for (String act : List.of("decisions", "cancel")) {
      given()
          .header("Authorization", bearer(LENA, "acme", "producer"))
          .contentType("application/x-www-form-urlencoded")
          .formParam("reason", "by a program")
          .post("/requests/" + request + "/" + act)
          .then()
          .statusCode(403)
          .body("code", equalTo("human_required"));
    }
  }

  @Test
  void aMakerWithdrawsOnThePage() {
    var request = desk.open(invoice());

    as("maker@acme")
        .header("HX-Request", "true")
        .formParam("reason", "ordered twice")
        .formParam("idempotencyKey", UUID.randomUUID().toString())
        .post("/requests/" + request + "/cancel")
        .then()
        .statusCode(200)
        .body(containsString("You took the request back."))
        .body(containsString("Cancelled"));
  }

  @Test
  @DisplayName("TN-01: another partner's request leads nowhere")
  void foreignRequestsAreNotFound() {
    var foreign = desk.open(AnEvaluation.of("bazaar", "maker@bazaar"));

    as(LENA).accept("text/html").get("/requests/" + foreign).then().statusCode(404);
    as(LENA).accept("text/html").get("/requests/x").then().statusCode(404);
  }

  @Test
  @DisplayName("IN-14, OUT-01: whatever a producer writes is shown as text")
  void foreignTextIsInert() {
    var nasty = "<script>alert(1)</script>{{7*7}}{#each}${jndi:x}\" onmouseover=\"x' <img src=x>";
    var request =
        desk.open(
            invoice()
                .of("invoice", nasty, "350000")
                .because(nasty)
                .saying("{\"<b>k</b>\":\"" + nasty.replace("\"", "\\\"") + "\",\"n\":1e5}"));

    for (var path : new String[] {"/inbox", "/requests/" + request, "/requests"}) {
      var html = page(as(LENA), path).extract().asString();
      assertThat(html).doesNotContain("<script>alert", "<img src=x", "<b>k</b>", "\" onmouseover");
      assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}");
    }
  }

  @Test
  void noPageCarriesInlineCodeOrStyle() {
    desk.person("acme", "clean@acme", "Clean Reader", "Clean Desk");
    var request = desk.open(invoice().steps("Clean Desk"));

    for (var path : new String[] {"/inbox", "/requests/" + request, "/requests?show=mine"}) {
      var html = page(as("clean@acme"), path).extract().asString();
      assertThat(
              Pattern.compile("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=")
                  .matcher(html)
                  .find())
          .as(path)
          .isFalse();
    }
  }

  @Test
  void listsAreNarrowedByTabs() {
    var mine = desk.open(AnEvaluation.of("acme", "tab@acme").of("refund", "R-tab", "100000"));

    page(as("tab@acme"), "/requests?show=mine").body(containsString("/requests/" + mine));
    page(as("tab@acme"), "/requests").body(containsString("/requests/" + mine));
    as(LENA).get("/requests?show=everything").then().statusCode(404);
  }

  private static ValidatableResponse vote(String person, UUID request, String vote, String key) {
    return form(as(person).header("HX-Request", "true"), AnEvaluation.DIGEST, vote, key)
        .post("/requests/" + request + "/decisions")
        .then();
  }

  private static RequestSpecification form(
      RequestSpecification as, String digest, String vote, String key) {
    return as.formParam("vote", vote)
        .formParam("reason", "checked the order")
        .formParam("payloadDigest", digest)
        .formParam("iteration", "1")
        .formParam("policyVersion", "3")
        .formParam("idempotencyKey", key);
  }

  private static RequestSpecification as(String person) {
    return given().header("Authorization", bearer(person, "acme"));
  }

  private static ValidatableResponse page(RequestSpecification as, String path) {
    return as.accept("text/html")
        .get(path)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Cache-Control", equalTo("no-store"));
  }

  private static AnEvaluation invoice() {
    return AnEvaluation.of("acme", "maker@acme").steps("Team Lead");
  }
}
