package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class InboxResourceTest {

  @Inject Desk desk;

  @Test
  @DisplayName("F-185, A-16: the list and the count agree, and hide what the person may not decide")
  void inboxIsWhatThePersonMayDecide() {
    desk.person("acme", "ann@acme", "Ann", "Treasurer");
    desk.person("acme", "ben@acme", "Ben", "Treasurer");
    var othersRequest = desk.open(AnEvaluation.of("acme", "ben@acme").steps("Treasurer"));
    var ownRequest = desk.open(AnEvaluation.of("acme", "ann@acme").steps("Treasurer"));
    desk.open(AnEvaluation.of("acme", "ben@acme").steps("Somebody Else"));
    desk.open(AnEvaluation.of("bazaar", "ben@acme").steps("Treasurer"));

    assertThat(inboxOf("ann@acme")).containsExactly(othersRequest);
    assertThat(inboxOf("ben@acme")).containsExactly(ownRequest);
    count("ann@acme", 1);
  }

  @Test
  @DisplayName("A-16: who has decided is done, also in a later step of the same role")
  void aDecidedRequestLeavesTheInbox() {
    desk.person("acme", "cleo@acme", "Cleo", "Auditing Lead");
    desk.person("acme", "dan@acme", "Dan", "Auditing Lead");
    var request =
        desk.open(AnEvaluation.of("acme", "maker@acme").steps("Auditing Lead", "Auditing Lead"));

    decide("cleo@acme", request, vote("APPROVE")).statusCode(201);

    assertThat(inboxOf("cleo@acme")).isEmpty();
    assertThat(inboxOf("dan@acme")).containsExactly(request);
    count("cleo@acme", 0);
  }

  @Test
  void aLaterStepIsNotYetInTheInbox() {
    desk.person("acme", "first@acme", "First", "First Line");
    desk.person("acme", "second@acme", "Second", "Second Line");
    var request =
        desk.open(AnEvaluation.of("acme", "maker@acme").steps("First Line", "Second Line"));

    assertThat(inboxOf("second@acme")).isEmpty();
    decide("first@acme", request, vote("APPROVE")).statusCode(201);
    assertThat(inboxOf("second@acme")).containsExactly(request);
  }

  @Test
  void whoIsInactiveHasNoInbox() {
    desk.person("acme", "eve@acme", "Eve", "Night Watch");
    desk.open(AnEvaluation.of("acme", "maker@acme").steps("Night Watch"));
    assertThat(inboxOf("eve@acme")).hasSize(1);

    desk.retire("acme", "eve@acme", "Eve", "Night Watch");

    assertThat(inboxOf("eve@acme")).isEmpty();
  }

  @Test
  @DisplayName("TN-04: a cursor is good for its owner's inbox only")
  void pagesGoOnWhereTheLastOneEnded() {
    desk.person("acme", "finn@acme", "Finn", "Paging Desk");
    var first = desk.open(AnEvaluation.of("acme", "maker@acme").steps("Paging Desk"));
    var second = desk.open(AnEvaluation.of("acme", "maker@acme").steps("Paging Desk"));

    var page = as("finn@acme", "acme").get("/v1/inbox?limit=1").then().statusCode(200).extract();
    assertThat(page.<List<String>>path("items.requestId")).containsExactly(first.toString());
    String next = page.path("next");

    as("finn@acme", "acme")
        .get("/v1/inbox?limit=1&cursor=" + next)
        .then()
        .body("items.requestId", equalTo(List.of(second.toString())));
    as("ann@acme", "acme").get("/v1/inbox?limit=1&cursor=" + next).then().statusCode(400);
  }

  private static List<UUID> inboxOf(String person) {
    return as(person, "acme")
        .get("/v1/inbox")
        .then()
        .statusCode(200)
        .extract()
        .<List<String>>path("items.requestId")
        .stream()
        .map(UUID::fromString)
        .toList();
  }

  private static void count(String person, int expected) {
    as(person, "acme")
        .get("/v1/inbox/count")
        .then()
        .statusCode(200)
        .body("count", equalTo(expected));
  }
}
