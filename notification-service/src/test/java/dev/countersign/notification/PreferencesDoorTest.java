package dev.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing how to be told, over REST and on the page. */
@QuarkusTest
class PreferencesDoorTest extends ServiceTest {

  @Test
  @DisplayName("C-20: a person chooses over the version seen; 428 without, 412 with another")
  void personChoosesOverTheVersionSeen() {
    asPerson(at("clerk"))
        .get("/v1/preferences")
        .then()
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("choices.size()", equalTo(0))
        .body("effective.DECISION_NEEDED.rhythm", equalTo("IMMEDIATE"))
        .body("effective.DECISION_NEEDED.channels", equalTo(List.of("email")))
        .body("channels", allOf(hasItems("email", "kafka"), not(hasItems("webhook"))));

    put(asPerson(at("clerk")).header("If-Match", "\"0\""), digest())
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("choices.REQUEST_ENDED.rhythm", equalTo("DIGEST"))
        .body("digestHour", equalTo(7));
    put(asPerson(at("clerk")), digest())
        .statusCode(428)
        .body("code", equalTo("precondition_required"));
    for (var stale : List.of("\"0\"", "*", "W/\"1\"")) {
      put(asPerson(at("clerk")).header("If-Match", stale), digest())
          .statusCode(412)
          .body("code", equalTo("version_mismatch"));
    }
    put(asPerson(at("clerk")).header("If-Match", "\"1\""), digest()).header("ETag", "\"2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ESCALATED_TO_YOU, NONE, , occasion_mandatory",
    "ESCALATED_TO_YOU, IMMEDIATE, kafka, occasion_mandatory",
    "DECISION_NEEDED, DIGEST, kafka, digest_needs_email",
    "DECISION_NEEDED, IMMEDIATE, , channel_missing",
    "DECISION_NEEDED, IMMEDIATE, webhook, channel_unknown",
    "DECISION_NEEDED, IMMEDIATE, 'no name', channel_unknown"
  })
  @DisplayName("C-20: what cannot be chosen is refused with its code, and nothing is kept")
  void whatCannotBeChosenIsRefused(String occasion, String rhythm, String channel, String code) {
    var channels = channel == null ? List.of() : List.of(channel);
    var choices = Map.of(occasion, Map.of("rhythm", rhythm, "channels", channels));

    put(asPerson(at("clerk")).header("If-Match", "\"0\""), Map.of("choices", choices))
        .statusCode(422)
        .body("code", equalTo(code));

    assertThat(rows("select from notification.preference")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\": null}",
        "{\"choices\": {\"LUNCH\": {\"rhythm\": \"NONE\", \"channels\": []}}}",
        "{\"choices\": {\"DECISION_NEEDED\": null}}",
        "{\"choices\": {\"DECISION_NEEDED\": {\"rhythm\": \"NONE\", \"channels\": [null]}}}",
        "{\"choices\": {\"DECISION_NEEDED\": {\"rhythm\": \"HOURLY\", \"channels\": []}}}"
      })
  void nonsenseIsRefused(String body) {
    asPerson(at("clerk"))
        .header("If-Match", "\"0\"")
        .contentType("application/json")
        .body(body)
        .put("/v1/preferences")
        .then()
        .statusCode(oneOf(400, 422))
        .contentType("application/problem+json");
  }

  @Test
  @DisplayName("C-20: the admin chooses for who chose nothing, and nobody else does")
  void adminChoosesForWhoChoseNothing() {
    var path = "/v1/preferences/defaults";
    for (var group : List.of("operator", "auditor", "policy_admin")) {
      asPerson(at("x"), group)
          .header("If-Match", "\"0\"")
          .contentType("application/json")
          .body(digest())
          .put(path)
          .then()
          .statusCode(403);
    }
    asPerson(at("admin"), "partner_admin")
        .header("If-Match", "\"0\"")
        .contentType("application/json")
        .body(digest())
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");

    asPerson(at("clerk"))
        .get("/v1/preferences")
        .then()
        .header("ETag", "\"0\"")
        .body("choices.REQUEST_ENDED", nullValue())
        .body("effective.REQUEST_ENDED.rhythm", equalTo("DIGEST"))
        .body("effectiveDigestHour", equalTo(7));
  }

  @Test
  @DisplayName("C-20: nobody sees or changes what another person or partner chose")
  void choicesAreOnesOwn() {
    put(asPerson(at("clerk")).header("If-Match", "\"0\""), digest()).statusCode(200);

    asPerson(at("colleague")).get("/v1/preferences").then().header("ETag", "\"0\"");
    var elsewhere =
        transaction
            .run(
                Set.of("somebody-else"),
                connection -> connection.query("select from notification.preference").execute())
            .await()
            .atMost(PATIENCE);
    assertThat(elsewhere.size()).isZero();
  }

  @Test
  @DisplayName("C-20: who chose silence gets no delivery; an escalation comes all the same")
  void silenceIsKept() {
    ledger.person(at("supervisor"), "S", 1);
    awaitPeople(1);
    choose(at("supervisor"), "DECISION_NEEDED", "NONE");

    ledger.stepStarted(at("supervisor"));
    ledger.publish(
        "approval.step_escalated",
        Map.of("step", Map.of("no", 1, "name", "C"), "notify", List.of(at("supervisor"))));
    awaitMailTo(at("supervisor"));

    assertThat(deliveries("true")).hasSize(1);
  }

  @Test
  @DisplayName(
      "C-20, F-183: the page shows what holds, saves a choice, and keeps a refused one to be mended")
  void pageSavesAndRefuses() {
    var clerk = asPerson(at("clerk"));
    clerk
        .get("/preferences")
        .then()
        .statusCode(200)
        .body(containsString("as for everybody (at once)"))
        .body(containsString("name=\"version\" value=\"0\""));

    asPerson(at("clerk"))
        .header("Accept-Language", "es")
        .get("/preferences")
        .then()
        .header("Content-Language", "es")
        .body(containsString("como para todos (al momento)"))
        .body(containsString("Una solicitud espera su decisión"))
        .body(not(containsString("at once")));

    form("0", "DIGEST", "REQUEST_ENDED email")
        .statusCode(200)
        .body(containsString("Your preferences are saved."))
        .body(containsString("<option value=\"DIGEST\" selected>"))
        .body(containsString("name=\"version\" value=\"1\""))
        .body(not(containsString("<html")));
    form("1", "DIGEST", "REQUEST_ENDED kafka")
        .statusCode(422)
        .body(containsString("digest_needs_email"))
        .body(containsString("value=\"REQUEST_ENDED kafka\" checked"));
    form("0", "NONE", "REQUEST_ENDED email")
        .statusCode(422)
        .body(containsString("version_mismatch"));
    form("1", "HOURLY", "REQUEST_ENDED email").statusCode(400);
  }

  private ValidatableResponse form(String version, String rhythm, String channel) {
    return asPerson(at("clerk"))
        .header("HX-Request", "true")
        .contentType("application/x-www-form-urlencoded")
        .formParam("version", version)
        .formParam("occasion", "REQUEST_ENDED")
        .formParam("rhythm", rhythm)
        .formParam("channel", channel)
        .formParam("digestHour", "")
        .post("/preferences")
        .then();
  }

  private static ValidatableResponse put(RequestSpecification as, Map<String, ?> body) {
    return as.contentType("application/json").body(body).put("/v1/preferences").then();
  }

  private static Map<String, Object> digest() {
    var choice = Map.of("rhythm", "DIGEST", "channels", List.of("email"));
    return Map.of("choices", Map.of("REQUEST_ENDED", choice), "digestHour", 7);
  }
}
