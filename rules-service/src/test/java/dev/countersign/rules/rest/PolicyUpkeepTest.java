package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.page.Language;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.TellReviewsDue;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.EvaluationSchema;
import dev.countersign.rules.testing.Past;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Thresholds grow stale: somebody has to look once a year whether they still fit (F-201). */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PolicyUpkeepTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DUE = "approval.policy_review_due";

  @Inject LiveRules rules;
  @Inject TellReviewsDue reviews;

  private static final ZoneId DHAKA = ZoneId.of("Asia/Dhaka");

  private final LocalDate today = LocalDate.now(DHAKA);
  private Past past;
  private String bandEdge = "100000";

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    past = Past.of(rules);
  }

  @Test
  @DisplayName("F-201: a version in force is to be reviewed within a year, a draft never")
  void reviewIsDueAYearAfterActivation() {
    version(1).body("reviewBy", equalTo(today.plusYears(1).toString()));
    var draft = past.draft(past.movedBand("100000", "150000"));

    version(draft).body("reviewBy", nullValue());
    confirm(past.admin(), draft, "still fits", "")
        .statusCode(409)
        .body("code", equalTo("not_in_force"));
  }

  @Test
  @DisplayName("F-201: whoever activates a version may say when to look at it, on its page as well")
  void firstReviewIsSaid() throws SQLException {
    var next = inReview("150000");
    activation(next, "?reviewBy=" + today.plusMonths(3))
        .statusCode(202)
        .body("reviewBy", equalTo(today.plusMonths(3).toString()));
    assertThat(told("approval.policy_activated").getLast().at("/reviewBy").asText())
        .isEqualTo(today.plusMonths(3).toString());
    past.awaitLive(next);

    var onPage = inReview("160000");
    activationOnPage(onPage, "soon").statusCode(422).body(containsString("review_date_invalid"));
    activationOnPage(onPage, today.toString())
        .statusCode(422)
        .body(containsString("review_date_invalid"));
    activationOnPage(onPage, today.plusDays(1).toString())
        .statusCode(200)
        .body(containsString("It is in force."));
    version(onPage).body("reviewBy", equalTo(today.plusDays(1).toString()));
  }

  @Test
  @DisplayName("F-201 A-35: a first review lies after the start and within two years of it")
  void firstReviewIsRefused() {
    var next = inReview("150000");
    var start = today.plusDays(30);
    var later = "&validFrom=" + start.atStartOfDay(DHAKA).toInstant();

    for (var day : List.of(today, today.plusYears(2).plusDays(1))) {
      activation(next, "?reviewBy=" + day)
          .statusCode(422)
          .body("code", equalTo("review_date_invalid"));
    }
    activation(next, "?reviewBy=" + start + later)
        .statusCode(422)
        .body("code", equalTo("review_date_invalid"));
    activation(next, "?reviewBy=soon").statusCode(422).body("code", equalTo("review_date_invalid"));
    version(next).body("state", equalTo("IN_REVIEW")).body("reviewBy", nullValue());
    activation(next, "?reviewBy=" + start.plusYears(2) + later)
        .statusCode(202)
        .body("reviewBy", equalTo(start.plusYears(2).toString()));
  }

  /** The terms in force with another edge, ready to be activated. */
  private int inReview(String edge) {
    var terms = past.movedBand(bandEdge, edge);
    bandEdge = edge;
    var version = past.draft(terms);
    past.move(version, ":submit", past.admin(), 200);
    return version;
  }

  private RequestSpecification second() {
    return as("policy-admin-2@" + past.partner(), past.partner(), "policy_admin")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private ValidatableResponse activation(int version, String query) {
    var at = "/v1/policies/" + past.policy() + "/versions/" + version + ":activate";
    return second().post(at + query).then();
  }

  private ValidatableResponse activationOnPage(int version, String reviewBy) {
    return second()
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("reviewBy", reviewBy)
        .post("/policies/" + past.policy() + "/versions/" + version + "/activate")
        .then();
  }

  @Test
  @DisplayName("F-201: whoever reviews it says why, and when to look again; an event tells of it")
  void reviewIsConfirmed() throws SQLException {
    overdue();
    var next = today.plusMonths(6).toString();

    confirm(past.admin(), 1, "the index has not moved", next)
        .statusCode(200)
        .body("reviewBy", equalTo(next))
        .body("reviewed.by", equalTo("policy-admin@" + past.partner()))
        .body("reviewed.reason", equalTo("the index has not moved"))
        .body("state", equalTo("ACTIVE"));

    var told = told("approval.policy_review_confirmed").getFirst();
    assertThat(told.at("/reviewBy").asText()).isEqualTo(next);
    assertThat(told.at("/by").asText()).isEqualTo("policy-admin@" + past.partner());
    assertThat(told.at("/reason").asText()).isEqualTo("the index has not moved");
    confirm(past.admin(), 1, "still so", "")
        .body("reviewBy", equalTo(today.plusYears(1).toString()));
    due().body("items", equalTo(List.of()));
  }

  @Test
  @DisplayName("F-201 A-35: a review needs a reason, a day that is to come, and a policy admin")
  void reviewIsRefused() {
    confirm(past.admin(), 1, " ", "").statusCode(422).body("code", equalTo("reason_required"));
    for (var day : List.of(today, today.plusYears(3))) {
      confirm(past.admin(), 1, "fits", day.toString())
          .statusCode(422)
          .body("code", equalTo("review_date_invalid"));
    }
    confirm(as("x@" + past.partner(), past.partner()), 1, "fits", "").statusCode(403);
    confirm(Past.of(rules).admin(), 1, "fits", "").statusCode(404);
  }

  @Test
  @DisplayName("F-201 TN-01: what is overdue is found by its partner, on the list and on the pages")
  void overdueIsFound() throws SQLException {
    due().body("items", equalTo(List.of()));
    overdue();
    var other = Past.of(rules);

    due().body("items.id", hasItem(past.policy())).body("items.size()", equalTo(1));
    other.admin().get("/v1/policies?reviewDue=true").then().body("items", equalTo(List.of()));
    page("/policies")
        .body(containsString("Review was due by " + Language.ENGLISH.day(today.minusDays(1))));
    page(address()).body(containsString("Review was due by"));
    past.admin()
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("reason", "it fits")
        .formParam("reviewBy", "soon")
        .post(address() + "/confirm")
        .then()
        .statusCode(422)
        .body(containsString("review_date_invalid"));
    past.admin()
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("reason", "it fits")
        .post(address() + "/confirm")
        .then()
        .statusCode(200)
        .body(containsString("It is reviewed."))
        .body(not(containsString("Review was due by")));
  }

  @Test
  @DisplayName("F-201: that a review is overdue is told once for its day, and judges nothing else")
  void overdueIsToldOnce() throws SQLException {
    overdue();
    var before = rules.versions(past.partner(), Past.REFUND);

    assertThat(look()).isPositive();
    assertThat(look()).isPositive();

    assertThat(told(DUE)).hasSize(1);
    assertThat(EvaluationSchema.errors(DUE, Json.bytes(told(DUE).getFirst()))).isEmpty();
    assertThat(rules.versions(past.partner(), Past.REFUND)).isEqualTo(before);
    overdue();
    look();
    assertThat(told(DUE)).hasSize(1);
    move("review_by = review_by - 1");
    look();
    assertThat(told(DUE)).hasSize(2);
  }

  private Long look() {
    return reviews.handle(Instant.now()).await().atMost(PATIENCE);
  }

  private ValidatableResponse confirm(
      RequestSpecification by, int version, String reason, String reviewBy) {
    var body = Json.read("{}".getBytes(UTF_8)).<ObjectNode>deepCopy();
    body.put("reason", reason);
    if (!reviewBy.isEmpty()) {
      body.put("reviewBy", reviewBy);
    }
    return by.contentType(ContentType.JSON)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body.toString())
        .post("/v1/policies/" + past.policy() + "/versions/" + version + ":confirm")
        .then();
  }

  private ValidatableResponse version(int version) {
    return past.admin()
        .get("/v1/policies/" + past.policy() + "/versions/" + version)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse due() {
    return past.admin().get("/v1/policies?reviewDue=true").then().statusCode(200);
  }

  private String address() {
    return "/policies/" + past.policy() + "/versions/1";
  }

  private ValidatableResponse page(String path) {
    return past.admin().accept("text/html").get(path).then().statusCode(200);
  }

  private void overdue() throws SQLException {
    move("review_by = '" + today.minusDays(1) + "'");
  }

  private void move(String what) throws SQLException {
    query(
        "update rules.policy_version set row_version = row_version + 1, %s where policy_id = '%s'"
                .formatted(what, past.policy())
            + " returning policy_id::text");
  }

  private List<JsonNode> told(String type) throws SQLException {
    return query(
            "select convert_from(body, 'UTF8') from rules.policy_outbox where partner_id = '%s'"
                    .formatted(past.partner())
                + " and ce_type = '%s' and body is not null order by id".formatted(type))
        .stream()
        .map(it -> Json.read(it.getBytes(UTF_8)))
        .filter(it -> it.at("/operation").asText().equals("refund"))
        .toList();
  }

  private static List<String> query(String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var database =
            EmbeddedInfrastructure.shared()
                .databases()
                .connect(
                    ConfigProvider.getConfig()
                        .getValue("countersign.database.name", String.class));
        var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
