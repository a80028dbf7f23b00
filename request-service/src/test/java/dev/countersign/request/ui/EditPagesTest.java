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

/** C-11 on the page: what a checker may change while approving, and what comes of it. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EditPagesTest {
  private static final String EDA = "eda@acme";
  private static final String OTTO = "otto@acme";
  private static final String AMOUNT_ONLY =
      "\"editOnApprove\":{\"kind\":\"LISTED_FIELDS\",\"fields\":[\"amount\"]}";

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", "maker@acme", "Mina Maker");
    desk.person("acme", EDA, "Eda Edits", "Editing Lead");
    desk.person("acme", OTTO, "Otto Other", "Editing Lead");
  }

  @Test
  @DisplayName("C-11, F-012 the page offers the fields that the policy lists, with what they say")
  void onlyListedFieldsAreOffered() {
    page(EDA, desk.open(asked().under(AMOUNT_ONLY)))
        .body(containsString("Change what it says while approving"))
        .body(containsString("name=\"editField\" value=\"amount\""))
        .body(containsString("Now: <bdi>350000</bdi>"))
        .body(not(containsString("name=\"editField\" value=\"currency\"")));
    page(EDA, desk.open(asked().under("\"editOnApprove\":{\"kind\":\"ANY\"}")))
        .body(containsString("name=\"editField\" value=\"currency\""));
    page(EDA, desk.open(asked())).body(not(containsString("editField")));
  }

  @Test
  @DisplayName("C-11, F-224, SD-10 an approval with an edit approves nothing, and makes a maker")
  void anEditMakesAMaker() {
    var subject = "INV-edited-" + UUID.randomUUID();
    var request = desk.open(asked().of("invoice", subject, "350000").under(AMOUNT_ONLY));

    send(EDA, request, edited("amount", "350000", "250000"))
        .statusCode(200)
        .body(containsString("You asked for your changes."))
        .body(containsString("You count as one of its makers now."))
        .body(containsString("What \u2068Eda Edits\u2069 asks for"))
        .body(containsString("<ins>250,000.00 BDT</ins>"))
        .body(containsString("asked the maker for changes (Amount: \u2068250000\u2069)"));
    assertThat(recorded(request)).contains("\"proposal\":{\"amount\":\"250000\"}");

    desk.open(
        asked()
            .of("invoice", subject, "250000")
            .under(AMOUNT_ONLY)
            .revision(2)
            .digest("c".repeat(64)));
    page(EDA, request)
        .body(not(containsString("name=\"payloadDigest\"")))
        .body(not(containsString("id=\"asked\"")));
    page(OTTO, request)
        .body(containsString("name=\"payloadDigest\""))
        .body(containsString("<ins>250,000.00 BDT</ins>"));
  }

  @Test
  @DisplayName("C-11, SD-18 a field that is not listed is refused, and what was typed stays")
  void otherFieldsAreRefused() {
    var request = desk.open(asked().under(AMOUNT_ONLY));

    send(EDA, request, edited("currency", "BDT", "USD")).statusCode(403);
    send(EDA, request, unexplained("amount", "350000", "12", "APPROVE"))
        .statusCode(422)
        .body(containsString("Say why."))
        .body(containsString("value=\"12\""));
    assertThat(recorded(request)).isEqualTo("null");
  }

  @Test
  @DisplayName("C-11 fields that say the same are no edit; a rejection leaves them alone")
  void unchangedFieldsAreNoEdit() {
    var same = desk.open(asked().under(AMOUNT_ONLY));
    send(EDA, same, edited("amount", "350000", "350000"))
        .body(containsString("You approved. The request is approved."));

    var rejected = desk.open(asked().under(AMOUNT_ONLY));
    send(EDA, rejected, edited("amount", "350000", "1", "REJECT"))
        .body(containsString("You rejected. The request is rejected."));
  }

  private static RequestSpecification edited(String field, String was, String value) {
    return edited(field, was, value, "APPROVE");
  }

  private static RequestSpecification edited(String field, String was, String value, String vote) {
    return unexplained(field, was, value, vote).formParam("reason", "the order says less");
  }

  private static RequestSpecification unexplained(
      String field, String was, String value, String vote) {
    return given()
        .header("HX-Request", "true")
        .formParam("idempotencyKey", UUID.randomUUID().toString())
        .formParam("vote", vote)
        .formParam("payloadDigest", AnEvaluation.DIGEST)
        .formParam("iteration", "1")
        .formParam("policyVersion", "3")
        .formParam("step", 1)
        .formParam("editField", field)
        .formParam("editKind", "TEXT")
        .formParam("editWas", was)
        .formParam("editValue", value);
  }

  private static ValidatableResponse send(
      String person, UUID request, RequestSpecification fields) {
    return fields
        .header("Authorization", bearer(person, "acme"))
        .post("/requests/" + request + "/decisions")
        .then();
  }

  private static ValidatableResponse page(String person, UUID request) {
    return given()
        .header("Authorization", bearer(person, "acme"))
        .accept("text/html")
        .get("/requests/" + request)
        .then()
        .statusCode(200);
  }

  private String recorded(UUID request) {
    return String.valueOf(
        stage.value(
            "select convert_from(body, 'UTF8') from request.ledger where request_id = ?"
                + " and ce_type = 'approval.changes_requested'",
            request));
  }

  private static AnEvaluation asked() {
    return AnEvaluation.of("acme", "maker@acme").steps("Editing Lead");
  }
}
