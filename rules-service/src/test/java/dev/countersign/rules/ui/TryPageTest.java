package dev.countersign.rules.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Everything;
import dev.countersign.rules.testing.OutboxRelay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An event is tried on a page, on what is in force and on a draft. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TryPageTest {

  private static final String DATA =
      "{\"amount\":\"6000\",\"currency\":\"BDT\",\"maker\":\"maker@x\",\"makerReason\":\"a desk\"}";

  private final String house = "try-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(house, "STRICT_MAKER_CHECKER");
    Acme.setUp(rules);
    OutboxRelay.run();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> rules.partner(house).isPresent());
  }

  @Test
  @DisplayName(
      "N-03 F-182: a draft is tried before it counts: who is asked, why, and what flips it")
  void draftIsTried() {
    var draft = draft();
    page("/policies/try?policy=" + draft + "&version=1")
        .body(containsString("expense, version 1"))
        .body(containsString("expense.requested"));
    var before = Everything.now(Set.of());

    send("expense.requested", DATA, draft)
        .statusCode(200)
        .body(containsString("People are asked"))
        .body(containsString("role Lead"))
        .body(containsString("role Chief"))
        .body(containsString("The smallest changes that change the answer"))
        .body(containsString("6000"));
    send("expense.requested", DATA.replace("6000", "10"), draft)
        .statusCode(200)
        .body(containsString("Nobody need be asked"));
    assertThat(Everything.now(Set.of()).rows()).isEqualTo(before.rows());
  }

  @Test
  @DisplayName("N-03: without a version what is in force answers, as it does the API")
  void livePolicyAnswers() {
    page("/policies/try?type=refund.requested").body(containsString("what is in force"));

    send("refund.requested", DATA.replace("6000", "150000"), "")
        .statusCode(200)
        .body(containsString("Mid-Office Supervisor"));
  }

  @Test
  @DisplayName("A-35: what cannot be judged is told beside its field or by its code")
  void mistakesAreTold() {
    send("expense.requested", "{no json", "")
        .statusCode(422)
        .body(containsString("id=\"data-error\""))
        .body(containsString("json_invalid"));
    send("refund.requested", DATA, draft()).statusCode(422).body(containsString("operation_other"));
    send("approval.sent", DATA, "").statusCode(422).body(containsString("type_not_allowed"));
  }

  @Test
  @DisplayName("TN-01: another partner's version cannot be tried")
  void strangersTryNothing() {
    var draft = draft();

    Acme.as("policy-admin@acme", "acme", "policy_admin")
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("type", "expense.requested")
        .formParam("subject", "E-1")
        .formParam("data", "{}")
        .formParam("policy", draft)
        .formParam("version", "1")
        .post("/policies/try")
        .then()
        .statusCode(404);
    given().redirects().follow(false).get("/policies/try").then().statusCode(302);
  }

  private String draft() {
    return admin()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "operation",
                "expense",
                "bands",
                List.of(
                    Map.of(
                        "from",
                        "5000",
                        "steps",
                        List.of(
                            Map.of("role", "Lead"),
                            Map.of("role", "Chief", "when", "amount > 100"))))))
        .post("/v1/policies")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse send(String type, String data, String policy) {
    return Acme.as("admin@" + house, house, "policy_admin")
        .urlEncodingEnabled(true)
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("type", type)
        .formParam("subject", "E-1")
        .formParam("data", data)
        .formParam("policy", policy)
        .formParam("version", policy.isEmpty() ? "" : "1")
        .post("/policies/try")
        .then();
  }

  private ValidatableResponse page(String path) {
    return admin().accept("text/html").get(path).then().statusCode(200);
  }

  private RequestSpecification admin() {
    return Acme.as("admin@" + house, house, "policy_admin");
  }
}
