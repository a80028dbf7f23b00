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
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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

  private static ValidatableResponse list(String group, String query) {
    return as(group + "@acme", "acme", group).get("/v1/overrides?" + query).then().statusCode(200);
  }
}
