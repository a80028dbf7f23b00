package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class SequenceResourceTest {

  @Inject Desk desk;

  @Test
  @DisplayName("F-169: requests get their numbers from the partner's sequence, and only then")
  void requestsAreNumbered() {
    var before = desk.open(AnEvaluation.of("acme", "maker@acme"));
    create("APPROVAL_REQUEST", "REQ-", 4);
    var first = desk.open(AnEvaluation.of("acme", "maker@acme"));
    var second = desk.open(AnEvaluation.of("acme", "maker@acme"));

    numberOf(before).body("number", nullValue());
    numberOf(first).body("number", equalTo("REQ-0001"));
    numberOf(second).body("number", equalTo("REQ-0002"));
  }

  private static ValidatableResponse numberOf(UUID request) {
    return as("maker@acme", "acme").get("/v1/approval-requests/" + request).then().statusCode(200);
  }

  @Test
  @DisplayName("F-176: create, read, list, update, delete")
  void lifeOfASequence() {
    var id = create("PURCHASE_ORDER", "PO-", 5);

    admin().get("/v1/sequences/" + id).then().statusCode(200).body("currentValue", equalTo(0));
    admin().get("/v1/sequences").then().statusCode(200).body("items.id", hasItem(id));
    sending(admin(), body("PURCHASE_ORDER", "PUR-", 6))
        .put("/v1/sequences/" + id)
        .then()
        .statusCode(428);
    sending(admin().header("If-Match", "\"7\""), body("PURCHASE_ORDER", "PUR-", 6))
        .put("/v1/sequences/" + id)
        .then()
        .statusCode(412);
    sending(admin().header("If-Match", "\"1\""), body("PURCHASE_ORDER", "PUR-", 6))
        .put("/v1/sequences/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("prefix", equalTo("PUR-"));
    admin().header("If-Match", "\"2\"").delete("/v1/sequences/" + id).then().statusCode(204);
    admin().get("/v1/sequences/" + id).then().statusCode(404);
  }

  @Test
  @DisplayName("F-177, C-21: numbers are reserved by key and voided with a reason")
  void numbersAreReservedAndVoided() {
    var id = create("EXPENSE", "EXP-", 3);

    for (int i = 0; i < 2; i++) {
      sending(producer(), "{\"key\":\"claim-1\"}")
          .post("/v1/sequences/" + id + "/reserve")
          .then()
          .statusCode(200)
          .body("number", equalTo("EXP-001"));
    }
    sending(producer(), "{\"number\":\"EXP-001\",\"reason\":\" \"}")
        .post("/v1/sequences/" + id + "/void")
        .then()
        .statusCode(422)
        .body("code", equalTo("reason_required"));
    sending(producer(), "{\"number\":\"EXP-001\",\"reason\":\"claim withdrawn\"}")
        .post("/v1/sequences/" + id + "/void")
        .then()
        .statusCode(200)
        .body("voided.reason", equalTo("claim withdrawn"));
    admin()
        .get("/v1/sequences/" + id + "/numbers")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].voided.by", equalTo("billing@acme"));
  }

  @Test
  @DisplayName("F-190: changing sequences needs the permission AUTO_SEQUENCES")
  void changingNeedsThePermission() {
    sending(producer(), body("BOOKING", "B-", 3))
        .post("/v1/sequences")
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_required"))
        .body("permission", equalTo("AUTO_SEQUENCES"));
    sending(as("someone@acme", "acme"), "{\"key\":\"a\"}")
        .post("/v1/sequences/" + UUID.randomUUID() + "/reserve")
        .then()
        .statusCode(403);
    sending(as("clerk@acme", "acme", "AUTO_SEQUENCES"), body("BOOKING", "B-", 3))
        .post("/v1/sequences")
        .then()
        .statusCode(201);
  }

  @Test
  @DisplayName("F-225: a reset needs an approved request, and names a code when it has none")
  void resetNeedsAnApproval() {
    var id = create("SUBSCRIPTION", "S-", 3);

    sending(admin(), "{\"to\":9,\"reason\":\"new series\"}")
        .post("/v1/sequences/" + id + "/reset")
        .then()
        .statusCode(422)
        .body("code", equalTo("approval_required"));
    sending(
            admin(),
            "{\"to\":9,\"reason\":\"new series\",\"approvalRequestId\":\""
                + UUID.randomUUID()
                + "\"}")
        .post("/v1/sequences/" + id + "/reset")
        .then()
        .statusCode(403)
        .body("code", equalTo("not_approved"));
  }

  @Test
  @DisplayName("TN-01: a sequence of another partner is as unknown as none")
  void otherPartnersSequencesAreUnknown() {
    var id = create("INVOICE", "INV-", 3);

    as("owner@bazaar", "bazaar", "partner_admin")
        .get("/v1/sequences/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    sending(as("owner@bazaar", "bazaar", "partner_admin"), "{\"key\":\"a\"}")
        .post("/v1/sequences/" + id + "/reserve")
        .then()
        .statusCode(404);
  }

  @Test
  @DisplayName("F-171 … F-174: a body that makes no sequence is refused by field")
  void badSequenceIsRefused() {
    sending(
            admin(),
            "{\"documentType\":\"INVOICE\",\"prefix\":\"X-\",\"padding\":3,"
                + "\"resetStrategy\":\"YEARLY\"}")
        .post("/v1/sequences")
        .then()
        .statusCode(422)
        .body("code", equalTo("sequence_invalid"))
        .body("violations.field", hasItem("reset"));
  }

  private static String create(String type, String prefix, int padding) {
    return sending(admin(), body(type, prefix, padding))
        .post("/v1/sequences")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String body(String type, String prefix, int padding) {
    return "{\"documentType\":\"%s\",\"prefix\":\"%s\",\"padding\":%d}"
        .formatted(type, prefix, padding);
  }

  private static RequestSpecification admin() {
    return as("admin@acme", "acme", "partner_admin");
  }

  private static RequestSpecification producer() {
    return as("billing@acme", "acme", "producer");
  }
}
