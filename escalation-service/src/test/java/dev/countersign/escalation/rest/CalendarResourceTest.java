package dev.countersign.escalation.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class CalendarResourceTest {

  private static final String OFFICE =
      """
      {"zone": "Asia/Dhaka",
       "hours": {"SUNDAY": [{"from": "09:00", "until": "13:00"}, {"from": "14:00", "until": "18:00"}],
                 "MONDAY": [{"from": "09:00", "until": "24:00"}]},
       "holidays": [{"date": "2026-12-16", "name": "Victory Day"},
                    {"date": "2026-12-17", "hours": [{"from": "10:00", "until": "12:00"}]}]}
      """;

  private final String path = "/v1/calendars/office-" + UUID.randomUUID();

  @Test
  @DisplayName(
      "F-147 a calendar is created, read, changed as its next version, and its versions stay")
  void calendarIsKeptInVersions() {
    put(OFFICE).statusCode(201).header("ETag", "\"1\"").body("savedBy", equalTo("admin@acme"));
    var later = OFFICE.replace("Victory Day", "Bijoy Dibosh");

    admin().header("If-Match", "\"1\"").body(later).put(path).then().statusCode(200);

    as("maker@acme", "acme")
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("zone", equalTo("Asia/Dhaka"))
        .body("hours.MONDAY[0].until", equalTo("24:00"))
        .body("holidays[0].name", equalTo("Bijoy Dibosh"))
        .body("holidays[1].hours[0].from", equalTo("10:00"));
    as("maker@acme", "acme")
        .get(path + "/versions")
        .then()
        .body("items.version", contains(2, 1))
        .body("items[1].holidays[0].name", equalTo("Victory Day"));
    as("maker@acme", "acme").get("/v1/calendars").then().body("items.name", hasItem(name()));
  }

  @Test
  void changeWithoutTheVersionItWasMadeFromIsRefused() {
    put(OFFICE).statusCode(201);

    put(OFFICE).statusCode(428).body("code", equalTo("precondition_required"));
    for (var tag : new String[] {"\"2\"", "*", "W/\"1\""}) {
      admin()
          .header("If-Match", tag)
          .body(OFFICE)
          .put(path)
          .then()
          .statusCode(412)
          .body("code", equalTo("version_mismatch"));
    }
    admin()
        .header("If-Match", "\"1\"")
        .body(OFFICE)
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");
  }

  @Test
  @DisplayName("I7 I8 under one Idempotency-Key a calendar is created once")
  void keyIsUsedOnce() {
    var key = UUID.randomUUID().toString();

    for (int times = 0; times < 2; times++) {
      admin()
          .header("Idempotency-Key", key)
          .body(OFFICE)
          .put(path)
          .then()
          .statusCode(201)
          .header("ETag", "\"1\"");
    }
    admin()
        .header("Idempotency-Key", key)
        .body(OFFICE.replace("Dhaka", "Kolkata"))
        .put(path)
        .then()
        .statusCode(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                         | zone_unknown",
        "{'zone': 'Mars/Base', 'hours': {}}                         | zone_unknown",
        "{'zone': 'UTC', 'hours': {'MONDAY': []}}                   | never_open",
        "{'zone': 'UTC', 'hours': {}, 'holidays': [{'date': '2026-12-24', 'hours': [{'from': '09:00', 'until': '10:00'}]}]} | never_open",
        "{'zone': 'UTC', 'hours': {'MONDAY': [{'from': '9', 'until': '17:00'}]}} | hours_invalid",
        "{'zone': 'UTC', 'hours': {'MONDAY': [{'from': '17:00', 'until': '09:00'}]}} | hours_invalid",
        "{'zone': 'UTC', 'hours': {'MONDAY': [{'from': '09:00', 'until': '12:00'}, {'from': '11:00', 'until': '13:00'}]}} | hours_invalid",
        "{'zone': 'UTC', 'hours': {'MONDAY': [null]}}               | hours_invalid",
        "{'zone': 'UTC', 'hours': {'MONDAY': [{'from': '09:00', 'until': '12:00'}]}, 'holidays': [{'date': '2026-02-30'}]} | holiday_invalid",
        "{'zone': 'UTC', 'hours': {'MONDAY': [{'from': '09:00', 'until': '12:00'}]}, 'holidays': [{'date': '2026-02-03'}, {'date': '2026-02-03'}]} | holiday_repeated"
      })
  void whatIsNoCalendarIsRefused(String body, String code) {
    put(body.replace('\'', '"'))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("calendar_invalid"))
        .body("violations.code", hasItem(code));
  }

  @Test
  void namesAreSlugs() {
    admin()
        .body(OFFICE)
        .put("/v1/calendars/Head%20Office")
        .then()
        .statusCode(422)
        .body("code", equalTo("calendar_name_invalid"));
  }

  @Test
  @DisplayName("F-188 whoever is in none of the groups changes no calendar")
  void onlyAdminsChange() {
    as("maker@acme", "acme")
        .contentType(ContentType.JSON)
        .body(OFFICE)
        .put(path)
        .then()
        .statusCode(403);
    as("configs@acme", "acme", "APPROVAL_CONFIGS")
        .contentType(ContentType.JSON)
        .body(OFFICE)
        .put(path)
        .then()
        .statusCode(201);
  }

  @Test
  @DisplayName("TN-01 I-10 a foreign calendar looks like one that does not exist")
  void foreignCalendarIsNotThere() {
    put(OFFICE).statusCode(201);
    var stranger = as("admin@bazaar", "bazaar", "policy_admin");

    assertThat(stranger.get(path).statusCode()).isEqualTo(404);
    assertThat(stranger.get(path + "/versions").statusCode()).isEqualTo(404);
    stranger.get("/v1/calendars").then().body("items.name", not(hasItem(name())));
  }

  private String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private ValidatableResponse put(String body) {
    return admin().body(body).put(path).then();
  }

  private static RequestSpecification admin() {
    return as("admin@acme", "acme", "policy_admin").contentType(ContentType.JSON);
  }

  private static RequestSpecification as(String person, String partner, String... groups) {
    return given().header("Authorization", TestTokens.bearer(person, partner, groups));
  }
}
