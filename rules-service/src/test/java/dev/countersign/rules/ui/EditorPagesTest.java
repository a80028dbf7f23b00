package dev.countersign.rules.ui;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tables of workflows and levels: a policy is made and changed without writing a document. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EditorPagesTest {

  private final String house = "editor-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    Acme.setUp(house, "STRICT_MAKER_CHECKER");
  }

  @Test
  @DisplayName(
      "F-179 F-180 F-181: a workflow and its levels come from forms, and four eyes judge it")
  void workflowIsMadeFromForms() {
    var made = workflow("expense", "5000", "Lead").statusCode(200);
    made.body(containsString("Level Management"));
    made.body(containsString("Escalate To Level")).body(containsString("Auto-Approve Threshold"));
    var draft = made.extract().header("HX-Push-Url").replace("/levels", "");

    level(draft, "/bands/0/steps", "-1", "Finance", "2")
        .statusCode(200)
        .body(containsString("Saved."))
        .body(containsString("amount &gt; 7000"));
    part(draft, Map.of("act", "level-up", "at", "/bands/0/steps", "index", "1")).statusCode(200);

    var api = "/v1" + draft;
    admin()
        .get(api)
        .then()
        .body("terms.bands[0].steps[0].name", equalTo("Finance"))
        .body("terms.bands[0].steps[0].quorum.n", equalTo(2))
        .body("terms.bands[0].steps[0].clocks.ladder[0].step", equalTo("Lead"))
        .body("terms.name", equalTo("Costs"));
    post(draft + "/submit", Map.of()).statusCode(200);
    post(draft + "/activate", Map.of()).statusCode(422).body(containsString("four_eyes_required"));
    part(draft, Map.of("act", "about", "name", "late"))
        .statusCode(422)
        .body(containsString("not_a_draft"));
  }

  @Test
  @DisplayName("F-089 F-091 F-181: departments side by side, two of three enough, come from forms")
  void tracksComeFromForms() {
    var draft = made("purchase_order");

    inTrack(draft, "/bands/0/steps", "-1", "Legal", "Legal")
        .statusCode(200)
        .body(containsString("Of 2 tracks side by side"));
    inTrack(draft, "/bands/0/tracks/0/steps", "-1", "Tax", "Tax").statusCode(200);
    part(draft, tracks("COUNT", "2")).statusCode(200);
    part(draft, Map.of("act", "track", "at", "/bands/0/tracks/0/steps", "name", "Sales"))
        .statusCode(200)
        .body(containsString("Of 3 tracks side by side"));

    page(draft + "/levels?at=/bands/0/tracks/1/steps&index=0")
        .body(
            containsString(
                "name=\"track\" maxlength=\"100\" list=\"level-tracks\" value=\"Legal\""));
    var api = "/v1" + draft;
    admin()
        .get(api)
        .then()
        .body("terms.bands[0].tracks.name", equalTo(List.of("Sales", "Legal", "Tax")))
        .body("terms.bands[0].tracks.steps[0].name", equalTo(List.of("Lead")))
        .body("terms.bands[0].tracksRequired.n", equalTo(2));

    inTrack(draft, "/bands/0/tracks/1/steps", "0", "Legal", "Sales").statusCode(200);
    inTrack(draft, "/bands/0/tracks/1/steps", "0", "Tax", "Sales").statusCode(200);
    part(draft, Map.of("act", "track", "at", "/bands/0/tracks/0/steps", "name", "main"))
        .statusCode(200);
    admin()
        .get(api)
        .then()
        .body("terms.bands[0].steps.name", equalTo(List.of("Lead", "Legal", "Tax")));
  }

  @Test
  @DisplayName("F-101 A-35: tracks that cannot be are refused beside their fields")
  void mistakesOfTracksStandBesideTheirFields() {
    var draft = made("credit_note");
    inTrack(draft, "/bands/0/steps", "-1", "Legal", "Legal").statusCode(200);

    part(draft, tracks("COUNT", "3"))
        .statusCode(422)
        .body(containsString("tracks_required_invalid"))
        .body(containsString("id=\"tracks/bands/0-number-error\""));
    part(draft, Map.of("act", "track", "at", "/bands/0/tracks/0/steps", "name", "Legal"))
        .statusCode(422)
        .body(containsString("track_name_invalid"));
    var tooLong = "x".repeat(101);
    inTrack(draft, "/bands/0/tracks/0/steps", "-1", "Tax", tooLong)
        .statusCode(422)
        .body(containsString("id=\"level-track-error\""))
        .body(containsString("value=\"" + tooLong + "\""));
    part(draft, Map.of("act", "tracks", "at", "/bands/7", "required", "ANY")).statusCode(404);
  }

  private static Map<String, String> tracks(String kind, String number) {
    return Map.of("act", "tracks", "at", "/bands/0", "required", kind, "requiredNumber", number);
  }

  @Test
  @DisplayName("F-181: what a field may not say is told beside it, and what was typed stays")
  void mistakesStandBesideTheirFields() {
    var draft = made("quote");

    level(draft, "/bands/0/steps", "0", "Finance", "many")
        .statusCode(422)
        .body(containsString("number_expected"))
        .body(containsString("id=\"quorum-error\""))
        .body(containsString("value=\"many\""));
    workflow("order", "a lot", "Lead")
        .statusCode(422)
        .body(containsString("id=\"wf-over-error\""))
        .body(containsString("value=\"a lot\""));
    part(draft, Map.of("act", "remove-level", "at", "/bands/0/steps", "index", "0"))
        .statusCode(422)
        .body(containsString("steps_missing"));
  }

  @Test
  @DisplayName("J3: who has not seen the last change of a draft changes nothing")
  void staleFormsAreRefused() {
    var draft = made("receipt");
    part(draft, Map.of("act", "about", "name", "First")).statusCode(200);

    form(admin(), draft + "/parts", with(Map.of("act", "about", "name", "Second"), "1"))
        .statusCode(422)
        .body(containsString("stale_version"));
    page(draft + "/levels").body(containsString("First")).body(not(containsString("Second")));
  }

  @Test
  @DisplayName(
      "N-06 A-25: findings stand beside the level they are about, over the people there are")
  void findingsStandInTheirPlace() {
    var draft =
        draft(
            Map.of(
                "operation",
                "booking",
                "bands",
                List.of(
                    Map.of(
                        "from",
                        "1",
                        "to",
                        "5",
                        "steps",
                        List.of(Map.of("role", "A", "name", "First")))),
                "hold",
                "PT1H"));

    page(draft + "/levels")
        .body(containsString("top band missing"))
        .body(containsString("directory empty"))
        .body(containsString("What these tables do not show"))
        .body(containsString("hold: PT1H"));
  }

  @Test
  @DisplayName("F-180: what is in force is edited as the next draft, and a draft can be deleted")
  void activeVersionIsEditedAsADraft() {
    var first = made("order");
    post(first + "/submit", Map.of()).statusCode(200);
    form(second(), first + "/activate", Map.of("x", "y")).statusCode(200);

    var copy = post(first + "/copy", Map.of()).statusCode(200).extract().header("HX-Push-Url");
    var draft = copy.replace("/levels", "");
    page(copy).body(containsString("version 2")).body(containsString("Update Workflow"));
    page(first + "/levels")
        .body(not(containsString("Update Level")))
        .body(containsString("Only a draft"));

    post(draft + "/delete", Map.of()).statusCode(200).body(containsString("The draft is deleted."));
    admin().accept("text/html").get(copy).then().statusCode(404);
    post(first + "/delete", Map.of()).statusCode(422).body(containsString("not_a_draft"));
  }

  @Test
  @DisplayName("F-188: only policy admins see and use the editor, each of their own partner")
  void othersMayNotEdit() {
    var draft = made("subscription");
    as("maker@" + house, house)
        .accept("text/html")
        .get("/policies/workflows")
        .then()
        .statusCode(403);
    form(
            as("maker@" + house, house),
            draft + "/parts",
            with(Map.of("act", "about", "name", "x"), "1"))
        .statusCode(403);
    Acme.setUp("editor-other", "LIGHTWEIGHT");
    var stranger = as("policy-admin@other", "editor-other", "APPROVAL_CONFIGS");
    stranger.accept("text/html").get(draft + "/levels").then().statusCode(404);
    for (var act : List.of("parts", "levels", "copy", "delete")) {
      form(
              as("policy-admin@other", "editor-other", "APPROVAL_CONFIGS"),
              draft + "/" + act,
              with(Map.of("act", "about", "at", "/always", "index", "0", "name", "x"), "1"))
          .statusCode(404);
    }
  }

  private String made(String operation) {
    return workflow(operation, "5000", "Lead")
        .statusCode(200)
        .extract()
        .header("HX-Push-Url")
        .replace("/levels", "");
  }

  private ValidatableResponse workflow(String operation, String over, String role) {
    return post(
        "/policies/workflows",
        Map.of(
            "name",
            "Costs",
            "operation",
            operation,
            "description",
            "all of them",
            "over",
            over,
            "role",
            role));
  }

  private ValidatableResponse level(
      String draft, String at, String index, String name, String quorum) {
    return sent(draft, at, index, name)
        .formParam("quorumNumber", quorum)
        .post(draft + "/levels")
        .then();
  }

  private ValidatableResponse inTrack(
      String draft, String at, String index, String name, String track) {
    return sent(draft, at, index, name)
        .formParam("quorumNumber", "1")
        .formParam("track", track)
        .post(draft + "/levels")
        .then();
  }

  private RequestSpecification sent(String draft, String at, String index, String name) {
    return admin()
        .accept("text/html")
        .formParam("row", row(draft))
        .formParam("at", at)
        .formParam("index", index)
        .formParam("name", name)
        .formParam("approverKind", "ROLE", "ROLE")
        .formParam("approverName", "Finance", "")
        .formParam("approverLocation", "", "")
        .formParam("approverBranch", "", "")
        .formParam("quorum", "COUNT")
        .formParam("rejection", "FIRST_REJECTION")
        .formParam("condition", "amount > 7000")
        .formParam("active", "true")
        .formParam("after", "2")
        .formParam("to", "Lead");
  }

  private ValidatableResponse part(String draft, Map<String, String> fields) {
    return post(draft + "/parts", with(fields, row(draft)));
  }

  /** The state of the draft as the page shows it. */
  private String row(String draft) {
    var html = page(draft + "/levels").extract().asString();
    var row = Pattern.compile("name=\"row\" value=\"(\\d+)\"").matcher(html);
    return row.find() ? row.group(1) : "1";
  }

  private static Map<String, String> with(Map<String, String> fields, String row) {
    var all = new java.util.HashMap<>(fields);
    all.put("row", row);
    return all;
  }

  private ValidatableResponse post(String path, Map<String, String> fields) {
    return form(admin(), path, fields);
  }

  private static ValidatableResponse form(
      RequestSpecification as, String path, Map<String, String> fields) {
    return as.accept("text/html")
        .contentType(ContentType.URLENC)
        .formParams(fields)
        .post(path)
        .then();
  }

  private ValidatableResponse page(String path) {
    return admin().accept("text/html").get(path).then().statusCode(200);
  }

  private String draft(Map<String, ?> document) {
    var created = admin().contentType(ContentType.JSON).body(document).post("/v1/policies").then();
    created.statusCode(201);
    return "/policies/%s/versions/%s"
        .formatted(created.extract().path("id"), created.extract().<Integer>path("version"));
  }

  private RequestSpecification admin() {
    return as("admin@" + house, house, "policy_admin");
  }

  private RequestSpecification second() {
    return as("second@" + house, house, "policy_admin");
  }

  private static RequestSpecification as(String person, String partner, String... groups) {
    return given()
        .auth()
        .oauth2(TestTokens.of(person, partner, groups))
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
