package dev.countersign.escalation.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.countersign.escalation.RequestStory;
import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TimerResourceTest {

  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  @Inject TakeEvents takeEvents;

  @Test
  void personSeesTheTimersOfARequest() {
    var story = requestWithTwoTimers();

    as("maker@acme", "acme")
        .get("/v1/timers?requestId.eq=" + story.id())
        .then()
        .statusCode(200)
        .body("items.purpose", contains("ESCALATE_STEP", "EXPIRE_REQUEST"))
        .body("items.state", contains("ARMED", "ARMED"))
        .body("items[0].step", equalTo(1))
        .body("items[0].rung", equalTo(1))
        .body("items[0].dueAt", equalTo("2998-12-31T23:59:00Z"))
        .body("items[1]", not(hasKey("step")));
  }

  @Test
  @DisplayName(
      "TN-01 I-10 a foreign request's timers look like those of a request that does not exist")
  void foreignRequestHasNoTimers() {
    var story = requestWithTwoTimers();

    for (var id : List.of(story.id(), UUID.randomUUID())) {
      as("maker@bazaar", "bazaar")
          .get("/v1/timers?requestId.eq=" + id)
          .then()
          .statusCode(200)
          .body("items", hasSize(0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?requestId.eq=4711", "?requestId.gt=4711", "?state.eq=ARMED"})
  void listWithoutItsFilterIsRefused(String query) {
    as("auditor@acme", "acme", "auditor")
        .get("/v1/timers" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  @DisplayName("AN-01 nobody reads without a token")
  void noTokenIsUnauthenticated() {
    given()
        .get("/v1/timers?requestId.eq=" + UUID.randomUUID())
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void contractSaysWhatTheServiceDoes() throws IOException {
    var actual = given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();
    // Left where it can be copied from when the change is meant.
    Files.writeString(Path.of("target", "escalation.yaml"), actual);

    try (InputStream committed =
        getClass().getResourceAsStream("/contracts/openapi/escalation.yaml")) {
      assertThat(committed).as("contracts/openapi/escalation.yaml").isNotNull();
      assertThat(actual).isEqualTo(new String(committed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private RequestStory requestWithTwoTimers() {
    var story = RequestStory.at("acme");
    takeEvents
        .take(
            new Actor.Service("test"),
            Progress.of("test", "events", 0, 1),
            List.of(story.opened(0, LATER), story.stepStarted(1, 1, LATER.minusSeconds(60))))
        .await()
        .atMost(Duration.ofSeconds(30));
    return story;
  }

  private static RequestSpecification as(String person, String partner, String... groups) {
    return given().header("Authorization", TestTokens.bearer(person, partner, groups));
  }
}
