package dev.countersign.request.ui;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.Cast;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of a quarantined event says what a release comes to, before and after. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ReleasePagesTest {
  @Inject Cast cast;

  private final String event = "release-page-" + UUID.randomUUID();

  @Test
  @DisplayName("T-04 what was kept is evaluated again, unless its topic has another owner by now")
  void keptEventIsSaidAgain() {
    var request =
        cast.open(
            quarantined("acme", event, "NO_ACTIVE_POLICY")
                .receivedBy("billing.events.v1", "maker@acme"));

    page(request)
        .body(containsString("It is evaluated again as it came in."))
        .body(containsString("No policy could be applied (NO_ACTIVE_POLICY)."));
    release(request)
        .body(containsString("You released the event."))
        .body(containsString("It was released and is being evaluated again"))
        .body(containsString("it becomes a dead letter"));
  }

  @Test
  @DisplayName(
      "T-04 what came in before events were kept waits for its producer, and the page says so")
  void unkeptEventWaitsForItsProducer() {
    var request = cast.open(quarantined("acme", event, "NO_ACTIVE_POLICY"));

    page(request).body(containsString("its producer has to send it again then."));
    release(request)
        .body(containsString("its producer has to send it"))
        .body(containsString("came in before events were kept"));
  }

  private static ValidatableResponse page(UUID request) {
    return given()
        .header("Authorization", bearer("operator@acme", "acme", "operator"))
        .accept("text/html")
        .get("/requests/" + request)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse release(UUID request) {
    return given()
        .header("HX-Request", "true")
        .header("Authorization", bearer("operator@acme", "acme", "operator"))
        .formParam("idempotencyKey", UUID.randomUUID().toString())
        .formParam("reason", "the policy is there")
        .post("/requests/" + request + "/release")
        .then()
        .statusCode(200);
  }
}
