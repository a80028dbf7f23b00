package dev.countersign.request.ui;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.PageTexts;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * F-183: each page about requests in each language; whatever is said alike in two was forgotten.
 */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EveryLanguageTest {
  private static final String MAKER = "maker@house";
  private static final String ANN = "ann@house";
  private static final String BEN = "ben@house";
  private static final String ZED = "zed@house";
  private static final String OVERRIDABLE =
      "\"override\":{\"quotaPerMonth\":1000,\"reviewWithin\":\"P7D\"}";

  /** Names that people and products have, and words that are the same in two languages. */
  private static final Set<String> ALIKE =
      Set.of(
          "Countersign",
          "English",
          "Español",
          "বাংলা",
          "Invoice",
          "invoice",
          "Ann Asks (ann@house)",
          "Ben Backs (ben@house)",
          "no",
          "1 min",
          AnEvaluation.DIGEST);

  /** What is said alike, by page. */
  private final Map<String, Set<String>> forgotten = new TreeMap<>();

  private final String house = "tongues-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject Desk desk;
  @Inject Cast cast;

  @BeforeEach
  void people() {
    desk.person(house, MAKER, "Mina Maker");
    desk.person(house, ANN, "Ann Asks", "Lead");
    desk.person(house, BEN, "Ben Backs", "Lead");
    desk.person(house, ZED, "Zed Zeal", "Chief");
    desk.person(house, "wit@house", "Wilma Witness");
  }

  @Test
  @DisplayName("F-183: an open request is told to everybody in their language")
  void openRequestsAreInTheLanguageOfTheReader() {
    var request =
        desk.open(
            asked()
                .steps("Lead", "Chief")
                .escalating(Duration.ofHours(3), "Chief")
                .under("\"editOnApprove\":{\"kind\":\"ANY\"}")
                .under(OVERRIDABLE)
                .saying(
                    "{\"account\":\"DE12 \u0430BC\",\"paid\":true,\"note\":null,\"lines\":[],\"n\":7}"));

    for (var person : List.of(ANN, MAKER, ZED, "wit@house")) {
      compare("open to " + person, request, person);
    }
    for (var office : List.of("auditor", "operator", "partner_admin")) {
      compare("open to " + office, request, office + "@house", office);
    }
    send(ANN, request, "decisions", vote("APPROVE", 1), "en");
    compare("half approved, to who approved", request, ANN);
    compare("half approved, to who is next", request, ZED);
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName("F-183: what differs, and what was sent back, is told in the reader's language")
  void changesAreInTheLanguageOfTheReader() {
    var edit = asked().needing(2).under("\"editOnApprove\":{\"kind\":\"ANY\"}");
    var request = desk.open(edit);
    var form =
        vote("APPROVE", 1)
            .formParam("editField", "amount")
            .formParam("editKind", "TEXT")
            .formParam("editWas", "350000")
            .formParam("editValue", "250000");
    send(ANN, request, "decisions", form, "en");
    compare("changes asked for", request, MAKER);
    compare("changes awaited", request, BEN);
    send(MAKER, request, "resubmit", reason(), "en");
    compare("resubmitted", request, BEN);

    var old = desk.open(asked().of("invoice", "T-revised", "250000"));
    send(MAKER, old, "cancel", reason(), "en");
    compare("withdrawn", old, BEN);
    compare("revised", desk.open(asked().of("invoice", "T-revised", "350000").revision(2)), BEN);
    var returned = desk.open(asked().steps("Lead", "Chief"));
    send(ANN, returned, "decisions", vote("APPROVE", 1), "en");
    send(ZED, returned, "decisions", vote("REQUEST_CHANGES", 2).formParam("backTo", "1"), "en");
    compare("returned", returned, BEN);
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName(
      "F-183: how a request ended, and what may still be done, is in the reader's language")
  void endsAreInTheLanguageOfTheReader() {
    var held = desk.open(asked().under("\"hold\":\"PT30M\""));
    compare("before a hold", held, ANN);
    send(ANN, held, "decisions", vote("APPROVE", 1), "en");
    compare("held", held, BEN);
    send(BEN, held, "revoke", reason(), "en");
    compare("revoked", held, BEN);

    var rejected = desk.open(asked());
    send(ANN, rejected, "decisions", vote("REJECT", 1), "en");
    compare("rejected", rejected, BEN);

    var overridden = desk.open(asked().under(OVERRIDABLE));
    send("wit@house", overridden, "witness", form().formParam("overrider", "ada@house"), "en");
    compare("witnessed", overridden, "ada@house", "partner_admin");
    send("ada@house", overridden, "override", reason(), "en", "partner_admin");
    compare("overridden", overridden, "cora@house", "controller");
    compare("reviews owed", "/requests/overrides", "cora@house", "controller");
    var review = reason().formParam("finding", "NOT_JUSTIFIED");
    send("cora@house", overridden, "review", review, "en", "controller");
    compare("reviewed", overridden, "cora@house", "controller");
    compare("reviews done", "/requests/overrides", "cora@house", "controller");

    var event = "tongues-" + UUID.randomUUID();
    var quarantined = cast.open(quarantined(house, event, "NO_ACTIVE_POLICY"));
    compare("quarantined", quarantined, "op@house", "operator");
    send("op@house", quarantined, "release", reason(), "en", "operator");
    compare("released", quarantined, "op@house", "operator");
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName("F-183: what a form is answered is said in the reader's language")
  void formsAreAnsweredInTheLanguageOfTheReader() {
    var request = desk.open(asked());
    refused("maker decides", request, MAKER, "decisions", vote("APPROVE", 1));
    refused("stale", request, ANN, "decisions", vote("APPROVE", 1, "c".repeat(64)));
    refused(
        "no reason", request, ANN, "reassign", form().formParam("step", 1).formParam("to", BEN));
    refused("another's form", request, ANN, "cancel", reason().formParam("viewer", BEN));
    refused(
        "nothing to review", request, ANN, "review", reason().formParam("finding", "JUSTIFIED"));
    refused("no override", request, "ada@house", "override", reason(), "partner_admin");

    answered("approved", ANN, "decisions", vote("APPROVE", 1));
    answered("rejected", ANN, "decisions", vote("REJECT", 1));
    answered("abstained", ANN, "decisions", vote("ABSTAIN", 1));
    answered("changes", ANN, "decisions", vote("REQUEST_CHANGES", 1));
    answered("handed on", ANN, "reassign", reason().formParam("step", 1).formParam("to", BEN));
    answered("withdrawn", MAKER, "cancel", reason());
    answered("witnessed", "wit@house", "witness", form().formParam("overrider", "ada@house"));
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName("F-183: deciding together, the dashboard and the lists are in the reader's language")
  void otherPagesAreInTheLanguageOfTheReader() {
    compare("no overrides", "/requests/overrides", "cora@house", "controller");
    compare("nothing together", "/inbox/decide", ANN);
    compare("empty dashboard", "/requests/dashboard", "op@house", "operator");
    var one = desk.open(asked());
    var other = desk.open(asked().steps("Nobody's Role"));
    var alone = desk.open(asked().under("\"bulk\":false"));
    var expiring = desk.open(asked().expiringIn(Duration.ofHours(2)));
    var ended = desk.open(asked());
    send(ANN, ended, "decisions", vote("APPROVE", 1), "en");

    var asked = Stream.of(one, alone, expiring, other).map(it -> "request=" + it);
    compare("together", "/inbox/decide?" + asked.collect(Collectors.joining("&")), ANN);
    compare("dashboard", "/requests/dashboard", "op@house", "operator");
    compare("dashboard again", "/requests/dashboard/standing", "op@house", "operator");
    for (var path : List.of("/inbox", "/inbox/team", "/inbox/done", "/requests")) {
      compare(path, path, ANN);
    }
    compare(
        "not together",
        language ->
            as(ANN, language)
                .formParam("vote", "APPROVE")
                .formParam("include", one.toString())
                .formParam("request", one.toString())
                .formParam("payloadDigest", "c".repeat(64))
                .formParam("iteration", "1")
                .formParam("policyVersion", "3")
                .formParam("step", "1")
                .formParam("reason", "seen")
                .formParam("idempotencyKey", UUID.randomUUID().toString())
                .post("/inbox/decide")
                .asString());
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName("F-183: amounts and days stand in the reader's language")
  void amountsAreWrittenForTheReader() {
    var request = desk.open(asked());

    as(ANN, "es")
        .get("/requests/" + request)
        .then()
        .body(containsString("350\u202f000.00<span class=\"currency\">BDT"))
        .body(
            containsString(
                "El importe, 350\u202f000.00 BDT, es de 200\u202f000.00 BDT o más y menor que"));
    as(ANN, "bn")
        .get("/requests/" + request)
        .then()
        .body(containsString("350,000.00<span class=\"currency\">BDT"))
        .body(containsString("1 নম্বর ধাপ"));
  }

  private void refused(
      String what,
      UUID request,
      String person,
      String act,
      RequestSpecification fields,
      String... groups) {
    compare("refused: " + what, language -> send(person, request, act, fields, language, groups));
  }

  /** Each language on a request of its own, since what is done cannot be done again. */
  private void answered(String what, String person, String act, RequestSpecification fields) {
    compare(
        "answered: " + what,
        language -> send(person, desk.open(asked().under(OVERRIDABLE)), act, fields, language));
  }

  private void compare(String what, UUID request, String person, String... groups) {
    compare(what, "/requests/" + request, person, groups);
  }

  private void compare(String what, String path, String person, String... groups) {
    compare(
        what,
        language ->
            as(person, language, groups).get(path).then().statusCode(200).extract().asString());
  }

  private void compare(String what, UnaryOperator<String> page) {
    var english = PageTexts.of(page.apply("en"));
    assertThat(english).as(what).isNotEmpty();
    for (var language : List.of("es-MX", "bn-BD")) {
      var said = new TreeSet<>(PageTexts.of(page.apply(language)));
      said.retainAll(english);
      said.removeAll(ALIKE);
      said.removeIf(it -> it.startsWith("Invoice ") && it.endsWith("· Countersign"));
      if (!said.isEmpty()) {
        forgotten.put(what + " in " + language, said);
      }
    }
  }

  private String send(
      String person,
      UUID request,
      String act,
      RequestSpecification fields,
      String language,
      String... groups) {
    return given()
        .spec(fields)
        .formParam("idempotencyKey", UUID.randomUUID().toString())
        .header("HX-Request", "true")
        .header("Accept-Language", language)
        .header("Authorization", bearer(person, house, groups))
        .post("/requests/" + request + "/" + act)
        .then()
        .contentType(containsString("text/html"))
        .extract()
        .asString();
  }

  private RequestSpecification as(String person, String language, String... groups) {
    return given()
        .header("Authorization", bearer(person, house, groups))
        .accept("text/html")
        .header("Accept-Language", language);
  }

  private static RequestSpecification vote(String vote, int step) {
    return vote(vote, step, AnEvaluation.DIGEST);
  }

  private static RequestSpecification vote(String vote, int step, String digest) {
    return reason()
        .formParam("vote", vote)
        .formParam("payloadDigest", digest)
        .formParam("iteration", "1")
        .formParam("policyVersion", "3")
        .formParam("step", step);
  }

  private static RequestSpecification reason() {
    return form().formParam("reason", "checked the order");
  }

  private static RequestSpecification form() {
    return given();
  }

  private AnEvaluation asked() {
    return AnEvaluation.of(house, MAKER).steps("Lead");
  }
}
