package dev.countersign.request.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.oneOf;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ExpiredSignInTest {
  private static final String LATE = "latecomer@acme";

  @Inject Desk desk;
  @Inject Stage stage;

  @Test
  @DisplayName(
      "I15: a token ends between page and click; nothing is recorded, and the form counts once after")
  void tokenEndsBetweenPageAndClick() {
    desk.person("acme", LATE, "Lara Latecomer", "Late Lead");
    var request = desk.open(AnEvaluation.of("acme", "maker@acme").steps("Late Lead"));
    var key = UUID.randomUUID().toString();

    send(request, key, Instant.now().minusSeconds(60)).statusCode(oneOf(401, 499));
    assertThat(votes(request)).isEqualTo("0");

    send(request, key, Instant.now().plusSeconds(600))
        .statusCode(200)
        .body(containsString("You approved. The request is approved."));
    send(request, key, Instant.now().plusSeconds(600)).statusCode(200);
    assertThat(votes(request)).isEqualTo("1");
  }

  private static ValidatableResponse send(UUID request, String key, Instant end) {
    var claims = TestTokens.claims(LATE, "acme");
    claims.put("exp", end.getEpochSecond());
    return given()
        .redirects()
        .follow(false)
        .header("Authorization", "Bearer " + TestTokens.of(claims))
        .header("HX-Request", "true")
        .header("X-Requested-With", "JavaScript")
        .formParam("vote", "APPROVE")
        .formParam("reason", "the order was checked")
        .formParam("payloadDigest", AnEvaluation.DIGEST)
        .formParam("iteration", "1")
        .formParam("policyVersion", "3")
        .formParam("idempotencyKey", key)
        .post("/requests/" + request + "/decisions")
        .then();
  }

  private String votes(UUID request) {
    return String.valueOf(
        stage.value("select count(*)::text from request.decision where request_id = ?", request));
  }
}
