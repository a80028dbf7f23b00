package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class OverrideResourceTest {
  private static final String TERMS =
      "\"override\":{\"quotaPerMonth\":1000,\"reviewWithin\":\"P7D\"}";

  @Inject Desk desk;

  @Test
  @DisplayName("F-160, F-161: the list says who, with whom, why, and what the review came to")
  void overridesAndTheirReviews() {
    desk.person("acme", "supervisor@acme", "Sadia Rahman", "Mid-Office Supervisor");
    var maker = "maker-" + UUID.randomUUID();
    var request = desk.open(AnEvaluation.of("acme", maker).under(TERMS));
    post("supervisor@acme", request, "/override/witness", "{\"actor\":\"admin@acme\"}");
    post("admin@acme", request, "/override", "{\"reason\":\"ship leaves\"}", "partner_admin");

    list("controller", "maker=" + maker)
        .body("items.id", contains(request.toString()))
        .body("items[0].by", equalTo("admin@acme"))
        .body("items[0].witness", equalTo("supervisor@acme"))
        .body("items[0].justification", equalTo("ship leaves"))
        .body("items[0].review", equalTo("OWED"))
        .body("items[0].reviewed", nullValue());

    post(
        "controller@acme",
        request,
        "/override/review",
        "{\"finding\":\"NOT_JUSTIFIED\",\"reason\":\"there was time\"}",
        "controller");
    list("auditor", "maker=" + maker + "&review.ne=DONE").body("items", empty());
    list("auditor", "maker=" + maker + "&review=DONE")
        .body("items[0].reviewed.by", equalTo("controller@acme"))
        .body("items[0].reviewed.finding", equalTo("NOT_JUSTIFIED"))
        .body("items[0].reviewed.reason", equalTo("there was time"));
  }

  @Test
  @DisplayName("F-160: a witness stands by what they saw, not by what came after it")
  void aWitnessStandsByOneAttempt() {
    desk.person("acme", "supervisor@acme", "Sadia Rahman", "Mid-Office Supervisor");
    var small = AnEvaluation.of("acme", "maker-" + UUID.randomUUID()).under(TERMS);
    var subject = "INV-" + UUID.randomUUID();
    var request = desk.open(small.of("invoice", subject, "100"));
    post("supervisor@acme", request, "/override/witness", "{\"actor\":\"admin@acme\"}");
    desk.open(small.of("invoice", subject, "1000000").revision(2));

    sending(as("admin@acme", "acme", "partner_admin"), "{\"reason\":\"ship leaves\"}")
        .post("/v1/approval-requests/" + request + "/override")
        .then()
        .statusCode(422)
        .body("code", equalTo("witness_required"));
    post("supervisor@acme", request, "/override/witness", "{\"actor\":\"admin@acme\"}");
    post("admin@acme", request, "/override", "{\"reason\":\"ship leaves\"}", "partner_admin");
  }

  @Test
  @DisplayName("C-09: what a maker approved is queued until somebody uninvolved has reviewed it")
  void selfApprovalsAndTheirReviews() {
    var maker = "maker-" + UUID.randomUUID();
    desk.person("acme", maker, "Mina", "Mid-Office Supervisor");
    var request = desk.open(AnEvaluation.of("acme", maker).under("\"selfApproval\":\"ALLOWED\""));
    sending(as(maker, "acme"), Api.vote("APPROVE"))
        .post("/v1/approval-requests/" + request + "/decisions")
        .then()
        .statusCode(201);

    reviews("kind=SELF_APPROVAL&maker=" + maker)
        .body("items.id", contains(request.toString()))
        .body("items[0].by", equalTo(maker))
        .body("items[0].witness", nullValue())
        .body("items[0].status", equalTo("APPROVED"))
        .body("items[0].review", equalTo("OWED"));
    list("controller", "maker=" + maker).body("items", empty());
    var found = "{\"finding\":\"JUSTIFIED\",\"reason\":\"a small one\"}";
    sending(as(maker, "acme", "controller"), found)
        .post("/v1/approval-requests/" + request + "/review")
        .then()
        .statusCode(403)
        .body("code", equalTo("reviewer_involved"));

    post("controller@acme", request, "/review", found, "controller");
    reviews("maker=" + maker + "&review=DONE")
        .body("items[0].reviewed.by", equalTo("controller@acme"))
        .body("items[0].reviewed.reason", equalTo("a small one"));
    as("c@empty-handed", "empty-handed", "controller")
        .get("/v1/reviews")
        .then()
        .statusCode(200)
        .body("items", empty());
    as(maker, "acme").get("/v1/reviews").then().statusCode(403);
  }

  @Test
  @DisplayName("C-09: of two makers who voted, the one who approved is named, with their reason")
  void makerWhoApprovedIsNamed() {
    var maker = "maker-" + UUID.randomUUID();
    var helper = "helper-" + UUID.randomUUID();
    var checker = "checker-" + UUID.randomUUID();
    for (var person : List.of(maker, helper, checker)) {
      desk.person("acme", person, person, "Mid-Office Supervisor");
    }
    var both = AnEvaluation.of("acme", maker).along(helper).needing(2);
    var request = desk.open(both.under("\"selfApproval\":\"ALLOWED\""));

    Api.decide(maker, request, Api.vote("APPROVE")).statusCode(201);
    Api.decide(helper, request, Api.vote("ABSTAIN")).statusCode(201);
    Api.decide(checker, request, Api.vote("APPROVE")).statusCode(201);

    reviews("maker=" + maker)
        .body("items.by", contains(maker))
        .body("items[0].justification", equalTo("checked the order"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overrides?kind=SELF_APPROVAL",
        "overrides?approvedAt.gte=2026-01-01T00:00:00Z",
        "reviews?overriddenAt.gte=2026-01-01T00:00:00Z"
      })
  @DisplayName("F-161: a filter that the other list knows is refused, not ignored")
  void filterOfTheOtherListIsRefused(String path) {
    as("auditor@acme", "acme", "auditor").get("/v1/" + path).then().statusCode(400);
  }

  @Test
  @DisplayName("TN-01: who oversees another partner sees none of this one's")
  void overridesArePrivate() {
    as("someone@acme", "acme").get("/v1/overrides").then().statusCode(403);
    as("c@empty-handed", "empty-handed", "controller")
        .get("/v1/overrides")
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  private static void post(
      String person, UUID request, String path, String body, String... groups) {
    sending(as(person, "acme", groups), body)
        .post("/v1/approval-requests/" + request + path)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse reviews(String query) {
    return as("auditor@acme", "acme", "auditor").get("/v1/reviews?" + query).then().statusCode(200);
  }

  private static ValidatableResponse list(String group, String query) {
    return as(group + "@acme", "acme", group).get("/v1/overrides?" + query).then().statusCode(200);
  }
}
