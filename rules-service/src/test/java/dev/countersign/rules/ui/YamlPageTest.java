package dev.countersign.rules.ui;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
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

/** A draft is changed as code, looked at before it is saved. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class YamlPageTest {

  private static final String CHANGED =
      "operation: expense\nhold: PT2H\nbands:\n- from: 7000\n  role: Chief\n";

  private final String house = "yaml-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    Acme.setUp(house, "STRICT_MAKER_CHECKER");
  }

  @Test
  @DisplayName(
      "F-212 A-25: what YAML would change is shown before it is saved, and nothing is kept")
  void yamlIsTriedAndSaved() {
    var draft = draft();
    page(draft).body(containsString("operation: &quot;expense&quot;"));

    send(draft, "preview", CHANGED)
        .statusCode(200)
        .body(containsString("PT2H"))
        .body(containsString("What the analysis would find"));
    page(draft).body(not(containsString("PT2H")));
    send(draft, "save", CHANGED).statusCode(200).body(containsString("Saved."));
    admin()
        .get("/v1" + draft)
        .then()
        .body("terms.hold", equalTo("PT2H"))
        .body("terms.bands[0].steps[0].role", equalTo("Chief"));
  }

  @Test
  @DisplayName("A-35: what is no policy, or of another operation, is refused and stays typed")
  void yamlIsRefusedInWords() {
    var draft = draft();

    send(draft, "save", "hold: PT2H\nbands: [")
        .statusCode(422)
        .body(containsString("document_unreadable"))
        .body(containsString("from line 2 on"));
    send(draft, "save", CHANGED.replace("hold", "holds"))
        .statusCode(422)
        .body(containsString("unknown_field"))
        .body(containsString("holds: PT2H"))
        .body(containsString("Where it is wrong"))
        .body(containsString("<td class=\"lead\">2</td>"));
    send(draft, "save", CHANGED.replace("operation: expense", "operation: refund"))
        .statusCode(422)
        .body(containsString("operation_fixed"));
    form(admin(), draft, "save", CHANGED, "999")
        .statusCode(422)
        .body(containsString("stale_version"));
  }

  @Test
  @DisplayName("F-188 TN-01: only policy admins of the partner read and write it")
  void othersMayNot() {
    var draft = draft();
    Acme.as("maker@" + house, house)
        .accept("text/html")
        .get(draft + "/yaml")
        .then()
        .statusCode(403);
    var stranger = Acme.as("policy-admin@acme", "acme", "policy_admin").urlEncodingEnabled(true);

    form(stranger, draft, "save", CHANGED, "1").statusCode(404);
  }

  private String draft() {
    var created =
        admin()
            .contentType(ContentType.JSON)
            .body(Map.of("operation", "expense", "over", "5000", "role", "Lead"))
            .post("/v1/policies")
            .then()
            .statusCode(201)
            .extract();
    return "/policies/" + created.path("id") + "/versions/" + created.<Integer>path("version");
  }

  private ValidatableResponse send(String draft, String act, String yaml) {
    var html = page(draft).extract().asString();
    var row = Pattern.compile("name=\"row\" value=\"(\\d+)\"").matcher(html);
    return form(admin(), draft, act, yaml, row.find() ? row.group(1) : "");
  }

  private static ValidatableResponse form(
      RequestSpecification as, String draft, String act, String yaml, String row) {
    return as.accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("row", row)
        .formParam("act", act)
        .formParam("yaml", yaml)
        .post(draft + "/yaml")
        .then();
  }

  private ValidatableResponse page(String draft) {
    return admin().accept("text/html").get(draft + "/yaml").then().statusCode(200);
  }

  private RequestSpecification admin() {
    return Acme.as("admin@" + house, house, "policy_admin").urlEncodingEnabled(true);
  }
}
