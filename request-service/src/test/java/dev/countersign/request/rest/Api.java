package dev.countersign.request.rest;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static io.restassured.RestAssured.given;

import io.restassured.config.HeaderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.UUID;

/** Calls as a person would make them. */
final class Api {

  /** A test that cares for the key sets another one in the place of the random one. */
  static final RestAssuredConfig ONE_KEY =
      RestAssuredConfig.config()
          .headerConfig(HeaderConfig.headerConfig().overwriteHeadersWithName("Idempotency-Key"));

  private Api() {}

  static RequestSpecification as(String person, String partner, String... groups) {
    return given()
        .config(ONE_KEY)
        .header("Authorization", bearer(person, partner, groups))
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  static RequestSpecification sending(RequestSpecification as, String json) {
    return as.contentType("application/json").body(json);
  }

  /** A complete and current vote on a request of {@code AnEvaluation}. */
  static String vote(String vote) {
    return String.format(
        Locale.ROOT,
        "{\"vote\":\"%s\",\"reason\":\"checked the order\",\"payloadDigest\":\"%s\","
            + "\"iteration\":1,\"policyVersion\":3}",
        vote,
        "a".repeat(64));
  }

  static ValidatableResponse decide(String person, UUID request, String body) {
    return decide(person, request, body, UUID.randomUUID().toString());
  }

  static ValidatableResponse decide(String person, UUID request, String body, String key) {
    return sending(as(person, "acme").header("Idempotency-Key", key), body)
        .post("/v1/approval-requests/" + request + "/decisions")
        .then();
  }
}
