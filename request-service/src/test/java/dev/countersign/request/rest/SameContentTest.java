package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.vote;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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

/**
 * The evaluations of these tests all bear one digest, so an operation of its own tells them apart.
 */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class SameContentTest {

  @Inject Desk desk;

  private final String operation = "op_" + UUID.randomUUID().toString().replace("-", "_");

  @Test
  @DisplayName("SD-13: what was rejected and is asked again by somebody else is linked and flagged")
  void resubmissionIsFlagged() {
    desk.person("acme", "supervisor@acme", "Sadia Rahman", "Mid-Office Supervisor");
    var first = open("maker@acme");
    decide("supervisor@acme", first, vote("REJECT")).statusCode(201);
    var again = open("colleague@acme");

    sameAs(again)
        .body("resubmitted", equalTo(true))
        .body("items.id", hasItem(first.toString()))
        .body("items.id", not(hasItem(again.toString())))
        .body("items.maker", hasItem("maker@acme"));
    sameAs(first).body("resubmitted", equalTo(false)).body("items.id", hasItem(again.toString()));
  }

  @Test
  @DisplayName("SD-13: two open requests for the same are linked, and not yet a resubmission")
  void twinsAreLinked() {
    var first = open("maker@acme");
    var second = open("maker@acme");

    sameAs(second).body("resubmitted", equalTo(false)).body("items.id", hasItem(first.toString()));
  }

  @Test
  @DisplayName("TN-01: another partner's request has no likeness here")
  void foreignRequestIsUnknown() {
    var foreign = desk.open(AnEvaluation.of("bazaar", "maker@bazaar").of(operation, "S", "1"));
    open("maker@acme");

    as("auditor@acme", "acme")
        .get("/v1/approval-requests/" + foreign + "/same-content")
        .then()
        .statusCode(404);
  }

  private UUID open(String maker) {
    return desk.open(AnEvaluation.of("acme", maker).of(operation, "S-" + UUID.randomUUID(), "500"));
  }

  private static ValidatableResponse sameAs(UUID request) {
    return as("auditor@acme", "acme")
        .get("/v1/approval-requests/" + request + "/same-content")
        .then()
        .statusCode(200);
  }
}
