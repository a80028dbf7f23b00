package dev.countersign.rules.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.ApiRoutes.Route;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.EveryRoute;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EveryRouteTest extends EveryRoute {

  private static final String CANARY = "CANARY";
  private static String policyOfB = "";

  @Inject LiveRules rules;

  EveryRouteTest() {
    super(
        List.of(
            "POST /v1/evaluations", "POST /v1/policies/conversions", "POST /v1/policies/previews"),
        List.of());
  }

  @BeforeEach
  void partners() {
    Acme.setUp(rules);
    Acme.setUp("bazaar", "LIGHTWEIGHT");
  }

  @Test
  @DisplayName("TN-01: another partner's policy answers on every route like one that never was")
  void foreignPoliciesAreUnknown() {
    var foreign = policyOfB();
    for (Route route : guarded()) {
      if (route.path().startsWith("/v1/policies/{id}")) {
        var theirs = call(route, foreign);
        var nobodys = call(route, UUID.randomUUID().toString());

        assertThat(theirs.statusCode()).as(route.toString()).isEqualTo(404);
        assertThat(plain(theirs)).as(route.toString()).isEqualTo(plain(nobodys));
        assertThat(theirs.asString()).as(route.toString()).doesNotContain(CANARY);
      }
    }
  }

  @Test
  @DisplayName("TN-01: another partner answers like one that never was")
  void foreignPartnersAreUnknown() {
    policyOfB();
    for (Route route : guarded()) {
      if (route.path().equals("/v1/partners/{id}")) {
        var theirs = call(route, "bazaar");
        var nobodys = call(route, "nowhere");

        assertThat(theirs.statusCode()).as(route.toString()).isBetween(400, 499);
        assertThat(plain(theirs)).as(route.toString()).isEqualTo(plain(nobodys));
      }
    }
  }

  @Test
  @DisplayName("TN-03: no list holds anything of another partner")
  void listsHoldOnlyTheOwn() {
    policyOfB();
    for (Route route : guarded()) {
      if (!route.changes() && !route.path().contains("{")) {
        assertThat(a().get(route.path() + "?limit=200").asString())
            .as(route.toString())
            .doesNotContain(CANARY);
      }
    }
  }

  @Test
  @DisplayName("SD-19: no route writes what only the life of a version may change")
  void noRouteSetsAState() {
    for (Route route : guarded()) {
      assertThat(route.members()).as(route.toString()).doesNotContain("state", "partnerId");
    }
  }

  /** Created once: one version of an operation is open at a time. */
  private static String policyOfB() {
    if (policyOfB.isEmpty()) {
      policyOfB =
          as("owner@bazaar", "bazaar")
              .contentType("application/json")
              .body(Map.of("operation", "write_off", "over", "5000", "role", CANARY))
              .post("/v1/policies")
              .then()
              .statusCode(201)
              .extract()
              .path("id")
              .toString();
    }
    return policyOfB;
  }

  private static Response call(Route route, String id) {
    var path = route.path().replace("{id}", id).replace("{version}", "1");
    var start = path.contains(":") ? "{" : "{\"name\":\"x\",";
    var body = route.hasBody() ? start + "\"reason\":\"because\"}" : "";
    var call = a().header("If-Match", "\"1\"");
    return (body.isEmpty() ? call : call.contentType("application/json").body(body))
        .request(route.method(), path);
  }

  private static RequestSpecification a() {
    return as("policy-admin@acme", "acme");
  }

  private static RequestSpecification as(String person, String partner) {
    return Acme.as(person, partner, "policy_admin", "partner_admin", "operator");
  }

  private static String plain(Response answer) {
    return answer
        .asString()
        .replaceAll("\"errorId\":\"[^\"]*\"", "")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
        .replaceAll("bazaar|nowhere", "ID");
  }
}
