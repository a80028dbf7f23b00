package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PeopleResourceTest {

  private static final String SADIA =
      """
      {"name":"Sadia Rahman","mail":"sadia@acme.example","active":true,
       "roles":["Mid-Office Supervisor"]}
      """;

  @Test
  void anAdminPutsAPersonAndSeesTheVersionGrowWithEachChangeOnly() {
    sending(admin(), SADIA)
        .put("/v1/people/sadia@acme")
        .then()
        .statusCode(200)
        .body("version", equalTo(1));
    sending(admin(), SADIA)
        .put("/v1/people/sadia@acme")
        .then()
        .statusCode(200)
        .body("version", equalTo(1));

    sending(admin(), SADIA.replace("Supervisor", "Manager"))
        .put("/v1/people/sadia@acme")
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("roles", equalTo(java.util.List.of("Mid-Office Manager")));
  }

  @Test
  void onlyAPartnerAdminMayPut() {
    sending(as("maker@acme", "acme", "operator"), SADIA)
        .put("/v1/people/other@acme")
        .then()
        .statusCode(403)
        .body("code", equalTo("group_required"));
  }

  @Test
  @DisplayName("TN-01: a person of another partner is as unknown as nobody")
  void otherPartnersPeopleAreUnknown() {
    sending(admin(), SADIA).put("/v1/people/hidden@acme").then().statusCode(200);

    as("owner@bazaar", "bazaar", "partner_admin")
        .get("/v1/people/hidden@acme")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    as("owner@bazaar", "bazaar", "partner_admin")
        .get("/v1/people")
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem("hidden@acme")));
  }

  @Test
  void anIdOfAnotherPartnerIsRefused() {
    sending(admin(), SADIA)
        .put("/v1/people/owner@bazaar")
        .then()
        .statusCode(422)
        .body("code", equalTo("person_invalid"))
        .body("violations.field", hasItem("id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.c>\\r\\nBcc: x@y.zz",
        "\\\"x@y\\\"@z.com",
        "a..b@c.com",
        ".a@b.com",
        "a@b",
        "ä@b.com",
        "a@b.com ,c@d.com",
        "=?utf-8?q?x?=@b.com"
      })
  @DisplayName("OUT-03: an address that a parser could read in two ways is refused")
  void strangeAddressesAreRefused(String mail) {
    sending(admin(), "{\"name\":\"X\",\"mail\":\"" + mail + "\",\"roles\":[]}")
        .put("/v1/people/strange@acme")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("mail"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"X\",\"mail\":\"x@y.com\",\"partnerId\":\"bazaar\"}",
        "{\"name\":\"X\",\"mail\":\"x@y.com\",\"version\":9}",
        "{\"name\":\"X\",\"name\":\"Y\",\"mail\":\"x@y.com\"}",
        "{\"name\":7,\"mail\":\"x@y.com\"}",
        "{\"name\":\"X\",\"mail\":\"x@y.com\",\"active\":\"yes\"}",
        "not json"
      })
  @DisplayName("IN-02: unknown, repeated and mistyped properties are refused")
  void looseBodiesAreRefused(String body) {
    sending(admin(), body)
        .put("/v1/people/loose@acme")
        .then()
        .statusCode(400)
        .body("code", notNullValue());
  }

  @Test
  void peopleMayReadTheirOwnEntryAndNoOther() {
    sending(admin(), SADIA).put("/v1/people/self@acme").then().statusCode(200);

    as("self@acme", "acme").get("/v1/people/self@acme").then().statusCode(200);
    as("self@acme", "acme").get("/v1/people/sadia@acme").then().statusCode(403);
    as("self@acme", "acme").get("/v1/people").then().statusCode(403);
  }

  @Test
  @DisplayName("TN-04: pages follow a cursor that is good for this partner only")
  void listIsPaged() {
    sending(admin(), SADIA).put("/v1/people/p1@acme").then().statusCode(200);
    sending(admin(), SADIA).put("/v1/people/p2@acme").then().statusCode(200);

    String next = admin().get("/v1/people?limit=1").then().statusCode(200).extract().path("next");

    admin().get("/v1/people?limit=1&cursor=" + next).then().statusCode(200);
    as("owner@bazaar", "bazaar", "partner_admin")
        .get("/v1/people?limit=1&cursor=" + next)
        .then()
        .statusCode(400)
        .body("code", equalTo("cursor_invalid"));
  }

  @Test
  void aReadMayNameTheTypeOfABodyItDoesNotHave() {
    admin().contentType("application/json").get("/v1/people").then().statusCode(200);
  }

  @Test
  void withoutATokenNothingIsSaid() {
    given().get("/v1/people").then().statusCode(401);
  }

  private static RequestSpecification admin() {
    return as("partner-admin@acme", "acme", "partner_admin");
  }
}
