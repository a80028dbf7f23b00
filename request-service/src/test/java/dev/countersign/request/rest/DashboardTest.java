package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each test has a partner of its own, of whom nothing else is known. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DashboardTest {
  private static final String ROLE = "Mid-Office Supervisor";
  private static final String OVERRIDABLE =
      "\"override\":{\"quotaPerMonth\":1000,\"reviewWithin\":\"P7D\"}";

  @Inject Desk desk;
  @Inject Stage stage;

  private final String partner = "dash-" + UUID.randomUUID().toString().substring(0, 8);
  private final String maker = "maker@" + partner;
  private final String supervisor = "supervisor@" + partner;

  @BeforeEach
  void people() {
    desk.person(partner, supervisor, "Sadia Rahman", ROLE);
  }

  @Test
  @DisplayName("C-22, F-187: what waits is counted, by operation and by who is asked")
  void whatWaitsIsCounted() {
    desk.open(asked().of("invoice", "I-1", "250000"));
    desk.open(asked().of("invoice", "I-2", "250000"));
    desk.open(asked().of("refund", "R-1", "250000"));

    standing("operator")
        .body("waiting.requests", equalTo(3))
        .body("waiting.blocked", equalTo(0))
        .body("waiting.oldest", notNullValue())
        .body("operations.name", contains("invoice", "refund"))
        .body("operations.queue.requests", contains(2, 1))
        .body("asked.queue.requests", contains(3))
        .body("troubles", empty())
        .body("answers", empty());
  }

  @Test
  @DisplayName("F-149, F-187: blocked comes before overdue, overdue before what expires soon")
  void troublesAreNamed() {
    var expiring = desk.open(asked().of("invoice", "I-1", "1").expiringIn(Duration.ofHours(2)));
    var overdue = desk.open(asked().of("invoice", "I-2", "1"));
    stage.run(
        "update request.step set due_at = started_at where request_id = ?::uuid",
        overdue.toString());
    var blocked = desk.open(asked().of("invoice", "I-3", "1").steps("Nobody's Role"));

    standing("auditor")
        .body("troubles.kind", contains("BLOCKED", "OVERDUE", "EXPIRING"))
        .body("troubles.id", contains(blocked.toString(), overdue.toString(), expiring.toString()))
        .body("waiting.blocked", equalTo(1))
        .body("waiting.overdue", equalTo(1))
        .body("waiting.expiring", equalTo(1));
    page("operator")
        .statusCode(200)
        .body(containsString("href=\"/requests/" + blocked + "\""))
        .body(containsString("Too few people"))
        .body(containsString("Nobody&#39;s Role"))
        .body(not(matchesPattern("(?s).*<main.*<form.*")))
        .body(containsString("/requests/dashboard\" aria-current=\"page\""))
        .body(not(containsString("href=\"/requests\" aria-current")));
    as("operator@" + partner, partner, "operator")
        .accept("text/html")
        .get("/requests/dashboard/standing")
        .then()
        .statusCode(200)
        .body(startsWith("<div id=\"standing\""))
        .body(containsString("href=\"/requests/" + blocked + "\""));
  }

  @Test
  @DisplayName("C-22: what ended is counted by how, with how long half of it took")
  void whatEndedIsCounted() {
    var request = desk.open(asked().under(OVERRIDABLE));
    act(supervisor, request, "/override/witness", "{\"actor\":\"admin@" + partner + "\"}");
    act("admin@" + partner, request, "/override", "{\"reason\":\"ship leaves\"}", "partner_admin");

    standing("controller")
        .body("waiting.requests", equalTo(0))
        .body("answers.status", contains("OVERRIDDEN"))
        .body("answers[0].requests", equalTo(1))
        .body("answers[0].medianSeconds", notNullValue())
        .body("reviews.owed", equalTo(1))
        .body("reviews.overdue", equalTo(0));
    page("operator").body(containsString("Approved in an emergency"));
  }

  @Test
  @DisplayName("TN-01, C-22: it is for those who oversee, and of their partner alone")
  void othersSeeNothing() {
    desk.open(asked());

    as("operator@other", "dash-other", "operator")
        .get("/v1/reports/dashboard")
        .then()
        .statusCode(200)
        .body("waiting.requests", equalTo(0))
        .body("operations", empty());
    as(supervisor, partner)
        .get("/v1/reports/dashboard")
        .then()
        .statusCode(403)
        .body("code", equalTo("group_required"));
    as(supervisor, partner).accept("text/html").get("/requests/dashboard").then().statusCode(403);
    as(supervisor, partner)
        .accept("text/html")
        .get("/inbox")
        .then()
        .body(not(containsString("/requests/dashboard")));
  }

  private AnEvaluation asked() {
    return AnEvaluation.of(partner, maker);
  }

  private ValidatableResponse standing(String group) {
    return as(group + "@" + partner, partner, group)
        .get("/v1/reports/dashboard")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse page(String group) {
    return as(group + "@" + partner, partner, group)
        .accept("text/html")
        .get("/requests/dashboard")
        .then();
  }

  private void act(String person, UUID request, String path, String body, String... groups) {
    sending(as(person, partner, groups), body)
        .post("/v1/approval-requests/" + request + path)
        .then()
        .statusCode(200);
  }
}
