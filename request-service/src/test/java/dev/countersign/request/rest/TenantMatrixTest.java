package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.testing.ApiRoutes;
import dev.countersign.platform.testing.ApiRoutes.Route;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What partner A learns of B by lists, cursors, tags, names and metrics: nothing. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TenantMatrixTest {

  private static final String A = "matrix-a";
  private static final String B = "matrix-b";
  private static final String CANARY = "CANARY";

  /** Everything a caller can be but an auditor, who may not even try (TN-20). */
  private static final String[] ALL_GROUPS = {
    "partner_admin", "operator", "controller", "policy_admin", "AUTO_SEQUENCES"
  };

  private static final String SEQUENCE =
      "{\"documentType\":\"QUOTE\",\"prefix\":\"Q-\",\"padding\":3,\"resetStrategy\":\"NEVER\"}";

  private static final String DELEGATION =
      "{\"delegator\":\"one@matrix-a\",\"delegate\":\"two@matrix-a\",\"reason\":\"because\","
          + "\"from\":\"2030-04-01T00:00:00Z\",\"until\":\"2030-04-15T00:00:00Z\"}";

  private enum Kind {
    REQUEST,
    DELEGATION,
    PERSON,
    SEQUENCE,
    SUBJECT,
    NUMBER
  }

  @Inject Desk desk;
  @Inject Stage stage;

  private final Map<Kind, String> ofA = new TreeMap<>();
  private final Map<Kind, String> ofB = new TreeMap<>();

  @BeforeEach
  void whatBelongsToWhom() {
    belongings(A, "own", ofA);
    belongings(B, CANARY, ofB);
  }

  private void belongings(String partner, String mark, Map<Kind, String> things) {
    for (String person : List.of("one", "two", "admin")) {
      desk.person(partner, person + "@" + partner, mark + " " + person, "Mid-Office Supervisor");
    }
    var subject = mark + "-" + UUID.randomUUID();
    var evaluation =
        AnEvaluation.of(partner, "maker@" + partner)
            .of("invoice", subject, "350000")
            .because(mark + " reason")
            .saying("{\"note\":\"" + mark + "\"}");
    things.put(Kind.REQUEST, desk.open(evaluation).toString());
    things.put(Kind.SUBJECT, subject);
    things.put(Kind.PERSON, "one@" + partner);
    var admin = "admin@" + partner;
    var sequence =
        SEQUENCE
            .replace("Q-", mark.equals(CANARY) ? CANARY + "-" : "Q-")
            .replace(
                "QUOTE",
                "T" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT));
    things.put(
        Kind.SEQUENCE,
        sending(as(admin, partner, ALL_GROUPS), sequence)
            .post("/v1/sequences")
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
    things.put(
        Kind.NUMBER,
        sending(as(admin, partner, ALL_GROUPS), "{\"key\":\"k\"}")
            .post("/v1/sequences/" + things.get(Kind.SEQUENCE) + "/reserve")
            .then()
            .statusCode(200)
            .extract()
            .path("number"));
    things.put(Kind.DELEGATION, delegation(partner));
  }

  private String delegation(String partner) {
    var from = "lender-" + UUID.randomUUID() + "@" + partner;
    var to = "taker-" + UUID.randomUUID() + "@" + partner;
    desk.person(partner, from, "Lender");
    desk.person(partner, to, "Taker");
    var body = DELEGATION.replace("one@matrix-a", from).replace("two@matrix-a", to);
    return sending(as("admin@" + partner, partner, ALL_GROUPS), body)
        .post("/v1/delegations")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  @DisplayName("TN-03: no list, count or export of A holds anything of B, whatever is asked")
  void listsHoldOnlyTheOwn() {
    for (Route route : ApiRoutes.all()) {
      if (route.changes() || route.path().contains("{")) {
        continue;
      }
      for (String query : List.of("", "?limit=200", "?maker=maker@" + B, "?subject=" + CANARY)) {
        var answer = caller().get(route.path() + query);
        assertThat(answer.asString()).as(route + query).doesNotContain(CANARY).doesNotContain(B);
      }
    }
  }

  @Test
  @DisplayName("TN-04: no list goes on from a cursor of B")
  void foreignCursorsAreRefused() {
    for (Route route : ApiRoutes.all()) {
      if (!route.parameters().contains("query cursor") || route.path().contains("{")) {
        continue;
      }
      var next =
          as("admin@" + B, B, ALL_GROUPS).get(route.path() + "?limit=1").<String>path("next");
      if (next != null) {
        assertThat(caller().get(route.path() + "?limit=1&cursor=" + next).statusCode())
            .as(route.toString())
            .isEqualTo(400);
      }
    }
  }

  @Test
  @DisplayName("TN-07: a tag of B's request answers like any other")
  void foreignTagsAreNoOracle() {
    for (String header : List.of("If-None-Match", "If-Match", "Last-Event-ID")) {
      var path = "/v1/approval-requests/";
      var foreign = caller().header(header, "\"0\"").get(path + of(ofB, Kind.REQUEST));
      var unknown = caller().header(header, "\"0\"").get(path + UUID.randomUUID());

      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(plain(foreign, Kind.REQUEST)).isEqualTo(plain(unknown, Kind.REQUEST));
    }
  }

  @Test
  @DisplayName("TN-09, TN-19: what B has named and counted, A names and counts as if alone")
  void namesAreUniquePerPartner() {
    var person = "shared-" + UUID.randomUUID();
    var type = "T" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    for (String partner : List.of(B, A)) {
      var admin = "admin@" + partner;
      sending(
              as(admin, partner, ALL_GROUPS),
              "{\"name\":\"Same\",\"mail\":\"same@x.example\",\"humanId\":\"H-1\"}")
          .put("/v1/people/" + person)
          .then()
          .statusCode(200);
      var sequence =
          sending(as(admin, partner, ALL_GROUPS), SEQUENCE.replace("QUOTE", type))
              .post("/v1/sequences")
              .then()
              .statusCode(201)
              .extract()
              .path("id");
      sending(as(admin, partner, ALL_GROUPS), "{\"key\":\"k\"}")
          .post("/v1/sequences/" + sequence + "/reserve")
          .then()
          .statusCode(200)
          .body("number", equalTo("Q-001"));
    }
  }

  @Test
  @DisplayName("TN-01, F-166: who keeps asking for what is not theirs is told of in their own log")
  void probingIsNoticed() {
    var prober = "prober-" + UUID.randomUUID() + "@" + A;
    for (int i = 0; i < 20; i++) {
      as(prober, A).get("/v1/approval-requests/" + of(ofB, Kind.REQUEST)).then().statusCode(404);
    }

    stage.await(
        "select id::text from request.security_event where partner_id = ? and actor = ?"
            + " and code = 'repeated_misses'",
        A,
        prober);
    assertThat(
            stage.value(
                "select count(*) from request.security_event where partner_id = ? and actor = ?",
                B,
                prober))
        .isEqualTo("0");
  }

  @Test
  @DisplayName("TN-16: no metric bears anything that a partner sent")
  void metricsBearNoPayload() {
    for (String partner : List.of(A, B)) {
      as("admin@" + partner, partner, ALL_GROUPS).get("/v1/approval-requests?limit=200");
      as("admin@" + partner, partner).get("/v1/subjects/invoice/" + CANARY + "/approvals");
    }
    var metrics = io.restassured.RestAssured.given().get("/q/metrics").asString();

    assertThat(metrics).contains("countersign_").doesNotContain(CANARY, A, B, "@matrix");
  }

  private static <K> String of(Map<K, String> things, K key) {
    return Objects.requireNonNull(things.get(key), () -> "nothing for " + key);
  }

  private static RequestSpecification caller() {
    return as("two@" + A, A, ALL_GROUPS);
  }

  /** The answer without what differs between any two calls. */
  private String plain(Response answer, Kind kind) {
    var text = answer.asString().replaceAll("\"errorId\":\"[^\"]*\"", "");
    var ids = new ArrayList<>(List.of("nobody@" + B, "NONE-999"));
    ids.add(of(ofB, kind));
    for (String id : ids) {
      text = text.replace(id, "ID");
    }
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID");
  }
}
