package dev.countersign.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class HttpDoorTest {

  private static final String GOOD =
      "{\"text\":\"a\",\"count\":1,\"amount\":1.10,\"colour\":\"RED\"}";

  @Test
  void tokenNamesPersonPartnerAndGroups() {
    as("maker@acme", "acme", "auditor")
        .get("/v1/echo")
        .then()
        .statusCode(200)
        .body("person", equalTo("maker@acme"))
        .body("partner", equalTo("acme"))
        .body("groups", hasItems("auditor"));
  }

  @Test
  @DisplayName("AN-01 a program without a token gets 401 and a challenge, never a sign-in page")
  void noTokenIsUnauthenticated() {
    problem(given().get("/v1/echo").then(), 401, "unauthenticated")
        .header("WWW-Authenticate", containsString("Bearer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer ", "Bearer x.y.z", "Basic YTpi", "Bearer eyJhbGciOiJub25lIn0.e30."})
  @DisplayName("AN-01, AN-02, AN-04 what is no token of the issuer is 401")
  void badTokenIsUnauthenticated(String authorization) {
    given().header("Authorization", authorization).get("/v1/echo").then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({"aud,somebody-else", "iss,http://127.0.0.1:1/other", "exp,1", "sub,"})
  @DisplayName("AN-05, AN-06, AN-07, AN-11 a signed token with a wrong claim is 401")
  void wrongClaimIsUnauthenticated(String claim, @Nullable String value) {
    Map<String, Object> claims = TestTokens.claims("maker@acme", "acme");
    claims.remove(claim);
    if (value != null) {
      claims.put(claim, claim.equals("exp") ? Long.valueOf(value) : value);
    }
    given().auth().oauth2(TestTokens.of(claims)).get("/v1/echo").then().statusCode(401);
  }

  @Test
  @DisplayName("AN-07 a token without an audience is 401")
  void missingAudienceIsUnauthenticated() {
    Map<String, Object> claims = TestTokens.claims("maker@acme", "acme");
    claims.remove("aud");
    given().auth().oauth2(TestTokens.of(claims)).get("/v1/echo").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ACME", "a", "acme,bazaar", "acme'"})
  @DisplayName("AN-11 a token without a clear partner is 403; there is no default")
  void unclearPartnerIsForbidden(String partner) {
    problem(as("maker@acme", partner).get("/v1/echo").then(), 403, "partner_missing");
  }

  @Test
  @DisplayName("AN-15 a resource without an annotation is denied")
  void unannotatedResourceIsDenied() {
    problem(as("a@acme", "acme").get("/v1/echo/unannotated").then(), 403, "forbidden");
  }

  @Test
  void missingRoleIsForbidden() {
    String path = "/v1/echo/0190b5a4-0000-7000-8000-000000000000";
    problem(as("a@acme", "acme").get(path).then(), 403, "forbidden");
    as("a@acme", "acme", "auditor").get(path).then().statusCode(200);
  }

  @Test
  @DisplayName("IN-13 an id of the wrong form is 404 like an unknown one")
  void malformedIdIsNotFound() {
    problem(as("a@acme", "acme", "auditor").get("/v1/echo/..%2f").then(), 404, "not_found");
    problem(as("a@acme", "acme").get("/v1/nothing").then(), 404, "not_found");
    problem(given().get("/nothing-at-all").then(), 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "since,soon",
    "since,2026-02-31T00:00:00Z",
    "limit,x",
    "limit,99999999999",
    "since,%3Cscript%3E"
  })
  @DisplayName("A-35 a query parameter of the wrong form is told from an address that is not there")
  void unreadableParameterIsNamed(String name, String value) {
    String path = "/v1/echo/0190b5a4-0000-7000-8000-000000000000";
    var auditor = as("a@acme", "acme", "auditor");
    problem(auditor.queryParam(name, value).get(path).then(), 400, "parameter_invalid")
        .body("detail", equalTo("The parameter " + name + " has the wrong form."));
  }

  @Test
  @DisplayName("IN-13 an id of the wrong form is 404 whatever the query says")
  void malformedIdIsNotFoundWithAQuery() {
    var auditor = as("a@acme", "acme", "auditor");
    problem(auditor.queryParam("limit", "x").get("/v1/echo/x").then(), 404, "not_found");
  }

  @Test
  void wrongMethodAndMediaTypeAreProblems() {
    problem(as("a@acme", "acme").delete("/v1/echo").then(), 405, "method_not_allowed");
    var text = as("a@acme", "acme").contentType("text/plain").body(GOOD);
    problem(text.post("/v1/echo").then(), 415, "unsupported_media_type");
  }

  @Test
  void decimalsKeepTheirDigits() {
    as("a@acme", "acme")
        .contentType("application/json")
        .body(GOOD)
        .post("/v1/echo")
        .then()
        .statusCode(200)
        .body(containsString("1.10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"text\":\"a\",\"count\":1} x",
        "{\"count\":1,\"text\":\"a\",\"text\":\"b\"}",
        "{\"count\":1,\"text\":\"a\",\"colour\":0}",
        "{\"count\":1,\"text\":\"a\",\"colour\":\"red\"}",
        "{\"count\":1,\"text\":5}",
        "{\"text\":\"a\",\"count\":\"5\"}",
        "{\"count\":1,\"text\":\"a\\u0000\"}",
        "{\"count\":1,\"text\":\"a\\ud800\"}",
        "{\"count\":1,\"text\":NaN}",
        "{\"count\":1,\"text\":\"a\",\"amount\":1e1000000000}",
        "[1,]"
      })
  @DisplayName("IN-02, IN-03, IN-18 malformed bodies are 400")
  void malformedBodyIsBadRequest(String body) {
    post(body).statusCode(400).body("code", notNullValue()).body("errorId", notNullValue());
  }

  @Test
  @DisplayName("IN-02 an unknown property is 400 and named")
  void unknownPropertyIsBadRequest() {
    problem(post("{\"text\":\"a\",\"count\":1,\"maker\":\"b\"}"), 400, "property_unknown")
        .body("detail", containsString("maker"));
  }

  @Test
  @DisplayName("IN-03 depth and size are bounded")
  void deepAndLargeBodiesAreRefused() {
    String deep = "[".repeat(100) + "]".repeat(100);
    json(deep).post("/v1/echo/tree").then().statusCode(400);
    json("[" + "1".repeat(101) + "]").post("/v1/echo/tree").then().statusCode(400);
    json("[\"" + "x".repeat(70_000) + "\"]").post("/v1/echo/tree").then().statusCode(400);
    json("[\"" + "x".repeat(1_100_000) + "\"]").post("/v1/echo/tree").then().statusCode(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e1000000000",
        "1e99999999999",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "{\"a\":1,\"a\":2}"
      })
  @DisplayName("IN-03, IN-04 a tree obeys the same rules at every depth")
  void malformedTreeIsBadRequest(String value) {
    problem(json("{\"x\":[" + value + "]}").post("/v1/echo/tree").then(), 400, "json_invalid");
    problem(json(value).post("/v1/echo/tree").then(), 400, "json_invalid");
  }

  @Test
  @DisplayName("IN-20 a tree keeps the digits of its numbers")
  void treeKeepsDigits() {
    String body = "{\"a\":1.10,\"b\":9007199254740993,\"c\":[100000000000000000000.000]}";
    json(body).post("/v1/echo/tree").then().statusCode(200).body(equalTo(body));
  }

  @Test
  void violatedConstraintIsUnprocessable() {
    problem(post("{\"text\":\" \",\"count\":1}"), 422, "invalid")
        .body("violations[0].field", equalTo("text"));
  }

  @Test
  @DisplayName("OUT-12 a bug tells its id and nothing else")
  void bugIsAnonymous() {
    problem(given().get("/v1/echo/bug").then(), 500, "internal_error")
        .body(not(containsString("secret")))
        .body(not(containsString("Exception")))
        .body("stack", nullValue());
  }

  @Test
  void browserSeesAPageWhereAProgramSeesJson() {
    given()
        .accept("text/html,*/*")
        .get("/v1/echo/bug")
        .then()
        .statusCode(500)
        .contentType("text/html")
        .body(containsString("<main"));
  }

  @Test
  @DisplayName("OUT-12 what a problem repeats is escaped on a page")
  void problemPageEscapes() {
    as("a@acme", "acme")
        .accept("text/html, */*")
        .contentType("application/json")
        .body("{\"text\":\"a\",\"count\":1,\"<script>\":1}")
        .post("/v1/echo")
        .then()
        .statusCode(400)
        .body(containsString("&lt;script&gt;"))
        .body(not(containsString("<script>")));
  }

  @Test
  @DisplayName("OUT-10 a cookie alone changes nothing; our header from our page does")
  void cookieNeedsOurHeader() {
    problem(
        json("{}").cookie("q_session", "x").post("/v1/echo/tree").then(),
        403,
        "cross_site_request");
    json("{}")
        .cookie("q_session", "x")
        .header("X-Countersign", "1")
        .header("Sec-Fetch-Site", "cross-site")
        .post("/v1/echo/tree")
        .then()
        .statusCode(403);
    json("{}")
        .cookie("other", "x")
        .header("X-Countersign", "1")
        .header("Sec-Fetch-Site", "same-origin")
        .post("/v1/echo/tree")
        .then()
        .statusCode(200);
    json("{}").post("/v1/echo/tree").then().statusCode(200);
  }

  @Test
  @DisplayName("RP-08: too many of one person, or of one partner, are told when to come back")
  void tooManyCallsAreToldToWait() {
    assertThat(limited("one@acme").statusCode()).isEqualTo(200);
    assertThat(limited("one@acme").statusCode()).isEqualTo(200);
    problem(limited("one@acme").then(), 429, "too_many_requests")
        .header("Retry-After", matchesPattern("[1-9]\\d?\\d?"));
    assertThat(limited("two@acme").statusCode()).isEqualTo(200);
    assertThat(limited("three@acme").statusCode()).isEqualTo(200);
    problem(limited("four@acme").then(), 429, "too_many_requests");
    assertThat(as("one@bazaar", "bazaar").get("/v1/echo/limited").statusCode()).isEqualTo(200);
  }

  private static Response limited(String person) {
    return as(person, "acme").get("/v1/echo/limited");
  }

  @Test
  @DisplayName("TN-11, OUT-09 every answer forbids framing, foreign content and storing")
  void securityHeadersStandOnEveryAnswer() {
    for (String path : new String[] {"/v1/echo", "/nothing-at-all", "/v1/echo/bug"}) {
      given()
          .get(path)
          .then()
          .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
          .header("X-Content-Type-Options", equalTo("nosniff"))
          .header("Cache-Control", containsString("no-store"));
    }
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status))
        .body("errorId", notNullValue());
  }

  private static ValidatableResponse post(String body) {
    return as("a@acme", "acme").contentType("application/json").body(body).post("/v1/echo").then();
  }

  private static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body);
  }

  private static RequestSpecification as(String person, String partner, String... groups) {
    return given().urlEncodingEnabled(false).auth().oauth2(TestTokens.of(person, partner, groups));
  }
}
