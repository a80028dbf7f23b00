package dev.countersign.rules.ui;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

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
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The policy admin's pages: what they say, what they do, and what they refuse. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PolicyPagesTest {

  /** A house of its own: what other tests draft does not stand in the way. */
  private final String house = "pages-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    Acme.setUp(house, "STRICT_MAKER_CHECKER");
  }

  @Test
  @DisplayName("F-184: 'anything over 5,000 → me' is a form, and a second admin puts it in force")
  void wizardMakesADraftThatASecondAdminActivates() {
    form(admin(), "expense", "5000", "me")
        .statusCode(200)
        .body(containsString("The draft is made."))
        .body(not(containsString("<html")));
    var version = open("expense");

    page(admin(), version).body(containsString("Anything over 5,000 BDT → admin@" + house));
    act(admin(), version, "submit").statusCode(200).body(containsString("Waits for activation"));
    page(admin(), version).body(containsString("disabled aria-describedby=\"hindrance\""));
    act(admin(), version, "activate")
        .statusCode(422)
        .body(containsString("another policy admin has to activate it"))
        .body(containsString("four_eyes_required"));
    act(second(), version, "activate").statusCode(200).body(containsString("It is in force."));
    act(second(), version, "activate").statusCode(422).body(containsString("not_in_review"));
    retirement(second(), version, "").statusCode(422).body(containsString("reason_required"));
    retirement(second(), version, "a new process").body(containsString("It is retired."));
  }

  @Test
  @DisplayName("A-35: an amount that is none is refused in words, and what was typed stays")
  void wizardRefusesWithASentence() {
    form(admin(), "quote", "a lot", "role")
        .statusCode(422)
        .body(containsString("over: "))
        .body(containsString("value=\"a lot\""));
  }

  @Test
  @DisplayName("F-184: a double click makes one draft")
  void formIsSentTwiceAndActsOnce() {
    var key = UUID.randomUUID().toString();
    for (int click = 0; click < 2; click++) {
      form(keyed("admin@" + house, house, key, "policy_admin"), "receipt", "1", "me")
          .statusCode(200)
          .body(containsString("The draft is made."));
    }
    form(admin(), "receipt", "1", "me").statusCode(422).body(containsString("version_open"));
  }

  @Test
  @DisplayName("IN-14: what somebody wrote is shown as text")
  void markupStaysText() {
    var version =
        draft(Map.of("operation", "order", "over", "1", "role", "<script>alert(1)</script>"));

    page(admin(), version)
        .body(containsString("&lt;script&gt;alert(1)"))
        .body(not(containsString("<script>alert")));
  }

  @Test
  @DisplayName("N-06 A-25: a version shows its findings and what it changes")
  void versionShowsFindingsAndChanges() {
    var version =
        draft(
            Map.of(
                "operation",
                "subscription",
                "bands",
                new Object[] {Map.of("from", "1", "to", "5", "role", "A")}));

    page(admin(), version)
        .body(containsString("top band missing"))
        .body(containsString("What it changes"))
        .body(containsString("<ins>5</ins>"))
        .body(not(containsString("<ins>[{")))
        .body(containsString("As YAML"));
  }

  @Test
  @DisplayName("F-188: who is no policy admin reads and changes nothing; a stranger reads nothing")
  void othersMayNotChange() {
    var version = draft(Map.of("operation", "wallet_adjustment", "over", "1", "role", "A"));
    var reader = as("maker@" + house, house);

    page(reader, version).body(not(containsString("Submit for activation")));
    page(reader, "/policies")
        .body(not(containsString("Make the draft")))
        .body(not(containsString(">Policies</a>")));
    page(admin(), "/policies").body(containsString(">Policies</a>"));
    act(reader, version, "submit").statusCode(403);
    Acme.setUp("pages-other", "LIGHTWEIGHT");
    var stranger = "policy-admin@other";
    as(stranger, "pages-other", "policy_admin")
        .accept("text/html")
        .get(version)
        .then()
        .statusCode(404);
    act(as(stranger, "pages-other", "policy_admin"), version, "submit").statusCode(404);
    page(as(stranger, "pages-other", "policy_admin"), "/policies")
        .body(not(containsString(version)));
  }

  private String draft(Map<String, ?> document) {
    var created = admin().contentType(ContentType.JSON).body(document).post("/v1/policies").then();
    created.statusCode(201);
    return "/policies/%s/versions/%s"
        .formatted(created.extract().path("id"), created.extract().<Integer>path("version"));
  }

  /** The address that the list gives to the operation's open version. */
  private String open(String operation) {
    var list = page(admin(), "/policies").extract().asString();
    var row = list.substring(list.indexOf(">" + operation + "</bdi>"));
    var link = Pattern.compile("/policies/[0-9a-f-]{36}/versions/\\d+").matcher(row);
    if (!link.find()) {
      throw new AssertionError("No open version of " + operation);
    }
    return link.group();
  }

  private static ValidatableResponse form(
      RequestSpecification as, String operation, String over, String who) {
    return as.accept("text/html")
        .formParam("operation", operation)
        .formParam("over", over)
        .formParam("role", "Lead")
        .formParam("who", who)
        .post("/policies")
        .then();
  }

  private static ValidatableResponse act(RequestSpecification as, String version, String verb) {
    return as.accept("text/html").contentType(ContentType.URLENC).post(version + "/" + verb).then();
  }

  private static ValidatableResponse retirement(
      RequestSpecification as, String version, String reason) {
    return as.accept("text/html").formParam("reason", reason).post(version + "/retire").then();
  }

  private static ValidatableResponse page(RequestSpecification as, String path) {
    return as.accept("text/html")
        .get(path)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Cache-Control", equalTo("no-store"));
  }

  private RequestSpecification admin() {
    return as("admin@" + house, house, "policy_admin");
  }

  private RequestSpecification second() {
    return as("second@" + house, house, "policy_admin");
  }

  private static RequestSpecification as(String person, String partner, String... groups) {
    return keyed(person, partner, UUID.randomUUID().toString(), groups);
  }

  private static RequestSpecification keyed(
      String person, String partner, String key, String... groups) {
    return given()
        .auth()
        .oauth2(TestTokens.of(person, partner, groups))
        .header("Idempotency-Key", key);
  }
}
