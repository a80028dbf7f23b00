package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.vote;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class RequestResourceTest {

  @Inject Desk desk;
  @Inject Cast cast;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", "supervisor@acme", "Sadia Rahman", "Mid-Office Supervisor");
    desk.person("acme", "maker@acme", "Mina Maker", "Mid-Office Supervisor");
    desk.retire("acme", "gone@acme", "Gerd Gone", "Mid-Office Supervisor");
  }

  @Test
  @DisplayName(
      "F-167 F-208 A-27 a request tells what a decision must name, and the tally of its steps")
  void aRequestTellsWhatADecisionMustName() {
    var request = desk.open(invoice());

    get("supervisor@acme", request)
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("amount", equalTo("350000"))
        .body("payloadDigest", equalTo(AnEvaluation.DIGEST))
        .body("iteration", equalTo(1))
        .body("policyVersion", equalTo(3))
        .body("steps[0].tally.needed", equalTo(1))
        .body("material.amount", equalTo("350000"))
        .body("canDecide", equalTo(true))
        .body("why", nullValue());
    get("maker@acme", request)
        .body("canDecide", equalTo(false))
        .body("why.code", equalTo("maker_may_not_decide"));
    get("auditor@acme", request).body("why.code", equalTo("not_eligible"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'group':'Board'}",
        "{'user':'asked@acme'}",
        "{'managerOf':'MAKER','levels':1}",
        "{'resolver':'owner','key':'4711'}"
      })
  @DisplayName("F-208 A-27: whoever a step asks, and however, reads that they may decide")
  void whoeverIsAskedMayDecide(String approver) {
    desk.person("acme", "asked@acme", "Asma Asked");
    desk.person("acme", "bare@acme", "Bare Maker");
    stage.run(
        "update request.person set groups = '{Board}', version = version + 1 where id = 'asked@acme'");
    stage.run(
        "update request.person set manager_id = 'asked@acme', version = version + 1 where id = 'bare@acme'");
    stage.run("insert into request.resolver values ('acme', 'owner', 1) on conflict do nothing");
    stage.run(
        "insert into request.resolver_listing values ('acme', 'owner', '4711', 'asked@acme', 1)"
            + " on conflict do nothing");
    var request =
        cast.open(
            EvaluationDraft.required("acme", "asked-" + UUID.randomUUID())
                .with(body -> body.put("maker", "bare@acme"))
                .asking(approver.replace('\'', '"')));

    get("asked@acme", request).body("canDecide", equalTo(true)).body("why", nullValue());
    get("supervisor@acme", request)
        .body("canDecide", equalTo(false))
        .body("why.code", equalTo("not_eligible"))
        .body("why.text", equalTo("No open step asks for you now."));
  }

  @Test
  @DisplayName("TN-01: a foreign id answers exactly like an unknown one")
  void foreignIdsAreUnknown() {
    var foreign = desk.open(AnEvaluation.of("bazaar", "maker@bazaar"));

    for (var path : List.of("", "/ledger", "/explain")) {
      var known = body("/v1/approval-requests/" + foreign + path);
      var unknown = body("/v1/approval-requests/" + UUID.randomUUID() + path);
      assertThat(known).isEqualTo(unknown);
    }
  }

  @Test
  @DisplayName("F-164 F-168 the ledger answers who did what, when and why, as it was hashed")
  void theLedgerIsTheChainAsItWasHashed() {
    var request = desk.open(invoice());
    decide("supervisor@acme", request, vote("APPROVE")).statusCode(201);

    var ledger =
        as("auditor@acme", "acme")
            .get("/v1/approval-requests/" + request + "/ledger")
            .then()
            .statusCode(200)
            .extract();

    assertThat(ledger.<List<String>>path("items.type"))
        .containsExactly(
            "approval.request_created",
            "approval.step_started",
            "approval.decision_recorded",
            "approval.step_approved",
            "approval.request_approved");
    assertThat(ledger.<List<String>>path("items.prevHash").subList(1, 5))
        .isEqualTo(ledger.<List<String>>path("items.hash").subList(0, 4));
    assertThat(ledger.<String>path("items[2].body.reason")).isEqualTo("checked the order");
  }

  @Test
  @DisplayName(
      "F-207 F-210 A-27 explain names who may decide, who may not and why, and what is missing")
  void explainNamesWhoMayDecideAndWhoMayNot() {
    var request = desk.open(invoice().steps("Mid-Office Supervisor", "Director"));

    as("operator@acme", "acme")
        .get("/v1/approval-requests/" + request + "/explain")
        .then()
        .statusCode(200)
        .body("step", equalTo(1))
        .body("missingApprovals", equalTo(1))
        .body("eligible.person", hasItem("supervisor@acme"))
        .body("eligible.person", not(hasItem("maker@acme")))
        .body("excluded.find { it.person == 'maker@acme' }.code", equalTo("maker_may_not_decide"))
        .body("excluded.find { it.person == 'gone@acme' }.code", equalTo("not_eligible"))
        .body("nextSteps", equalTo(List.of("Director")));
  }

  @Test
  @DisplayName("F-209 A-29 a subject tells the requests it has had")
  void aSubjectTellsItsHistory() {
    var subject = "INV-history-" + UUID.randomUUID();
    var first = desk.open(invoice().of("invoice", subject, "350000"));
    desk.open(invoice().of("invoice", subject, "360000").revision(2));

    as("auditor@acme", "acme")
        .get("/v1/subjects/invoice/" + subject + "/approvals")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(first.toString())))
        .body("items.status", equalTo(List.of("PENDING")))
        .body("items.revision", equalTo(List.of(2)));
  }

  @Test
  void aListIsNarrowedByFilters() {
    var maker = "filter-" + UUID.randomUUID();
    var small = desk.open(AnEvaluation.of("acme", maker).of("invoice", "F-1", "200000"));
    var large = desk.open(AnEvaluation.of("acme", maker).of("refund", "F-2", "400000"));

    list("maker=" + maker).body("items.id", equalTo(List.of(large.toString(), small.toString())));
    list("maker.eq=" + maker + "&amount.gte=300000")
        .body("items.id", equalTo(List.of(large.toString())));
    list("maker=" + maker + "&operation.in=invoice,payout&status.eq=PENDING")
        .body("items.id", equalTo(List.of(small.toString())));
    list("maker=" + maker + "&status.eq=APPROVED").body("items", equalTo(List.of()));
    list("maker="
            + maker
            + "&stepRole=Mid-Office%20Supervisor&revision=1&closedAt.lt=2020-01-01T00:00:00Z")
        .body("items", equalTo(List.of()));
    list("maker=" + maker + "&stepRole=Nobody").body("items", equalTo(List.of()));
    list("maker=" + maker + "&stepRole.ne=Nobody").body("items.size()", equalTo(2));
    decide("supervisor@acme", small, vote("APPROVE")).statusCode(201);
    list("maker=" + maker + "&decidedBy=supervisor@acme")
        .body("items.id", equalTo(List.of(small.toString())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "partnerName=bazaar",
        "status.like=x",
        "status=A&status=B",
        "amount.gte=1e400",
        "createdAt.gte=yesterday",
        "limit=0",
        "limit=1000000000",
        "cursor=AAAA",
        "id'--=1"
      })
  @DisplayName("IN-01, IN-16, IN-17: a query that the list does not know is refused")
  void strangeQueriesAreRefused(String query) {
    as("auditor@acme", "acme").get("/v1/approval-requests?" + query).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/people",
        "/v1/delegations",
        "/v1/sequences",
        "/v1/inbox",
        "/v1/overrides",
        "/v1/exports",
        "/v1/subjects/invoice/INV-1/approvals"
      })
  @DisplayName("IN-16, IN-17: no list takes a parameter twice, or a limit out of bounds")
  void everyListKeepsItsBounds(String path) {
    var overseer = as("overseer@acme", "acme", "auditor", "partner_admin");
    overseer
        .get(path + "?limit=1&limit=2")
        .then()
        .statusCode(400)
        .body("code", equalTo("parameter_repeated"));
    if (!path.startsWith("/v1/subjects")) {
      as("overseer@acme", "acme", "auditor", "partner_admin")
          .get(path + "?limit=201")
          .then()
          .statusCode(400)
          .body("code", equalTo("limit_invalid"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/inbox",
        "/v1/inbox/count",
        "/v1/approval-requests",
        "/v1/people",
        "/v1/approval-requests/00000000-0000-7000-8000-000000000000",
        "/v1/approval-requests/00000000-0000-7000-8000-000000000000/ledger",
        "/v1/approval-requests/00000000-0000-7000-8000-000000000000/explain",
        "/v1/subjects/invoice/INV-1/approvals"
      })
  @DisplayName("AN-01: without a token every address answers 401")
  void nothingIsSaidWithoutAToken(String path) {
    given().get(path).then().statusCode(401).body("code", equalTo("unauthenticated"));
  }

  private static io.restassured.response.ValidatableResponse get(String person, UUID request) {
    return as(person, "acme").get("/v1/approval-requests/" + request).then();
  }

  private static io.restassured.response.ValidatableResponse list(String query) {
    return as("auditor@acme", "acme")
        .urlEncodingEnabled(false)
        .get("/v1/approval-requests?" + query)
        .then()
        .statusCode(200);
  }

  private static String body(String path) {
    return as("auditor@acme", "acme")
        .get(path)
        .then()
        .statusCode(404)
        .extract()
        .asString()
        .replaceAll("\"errorId\":\"[^\"]*\"", "");
  }

  private static AnEvaluation invoice() {
    return AnEvaluation.of("acme", "maker@acme");
  }
}
