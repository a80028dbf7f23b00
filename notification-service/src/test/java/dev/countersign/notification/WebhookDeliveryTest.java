package dev.countersign.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhookDeliveryTest extends ServiceTest {
  @SuppressWarnings("NullAway.Init") // Set before each test.
  private HostileServer server;

  @BeforeEach
  void openServer() throws IOException {
    server = new HostileServer();
  }

  @AfterEach
  void closeServer() throws IOException {
    server.close();
  }

  @Test
  @DisplayName(
      "F-124 TN-16 WH-11: an end calls the endpoint once, signed as Standard Webhooks verify")
  void endCallsTheEndpoint() throws Exception {
    var secret = setEndpoint("/ok");

    ledger
        .stepStarted(at("supervisor"))
        .decided(at("supervisor"), "fine")
        .approved(at("supervisor"));
    awaitCalls("SENT");

    var call = server.calls.getFirst();
    new Webhook(secret).verify(call.body(), asLists(call.headers()));
    assertThat(call.body()).startsWith("{\"type\":\"approval.request_approved\",");
    assertThat(call.headers().get("webhook-id")).startsWith("msg_");
    assertThat(call.headers().keySet()).doesNotContain("baggage", "traceparent", "cookie");
    assertThat(server.calls).hasSize(1);
  }

  @Test
  @DisplayName("two who set the first endpoint at once leave one whose secret opens")
  void firstEndpointIsSetTwiceAtOnce() throws Exception {
    List<String> secrets;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var wishes = Collections.<Callable<String>>nCopies(8, () -> setEndpoint("/ok"));
      secrets = threads.invokeAll(wishes).stream().map(Future::resultNow).toList();
    }

    ledger.approved(at("supervisor"));
    awaitCalls("SENT");

    var call = server.calls.getFirst();
    assertThat(secrets).filteredOn(secret -> isSignedWith(secret, call)).hasSize(1);
  }

  @Test
  @DisplayName("F-194 G7: what was sent and not recorded is sent again under the same id")
  void repetitionCarriesTheSameId() {
    setEndpoint("/ok");
    ledger.approved(at("supervisor"));
    awaitCalls("SENT");

    rows(
        "update notification.delivery set state = 'PENDING', settled_at = null where purpose = 'ENDPOINT'");
    await().atMost(PATIENCE).until(() -> server.calls.size() == 2);

    assertThat(server.calls.stream().map(call -> call.headers().get("webhook-id")).distinct())
        .hasSize(1);
    assertThat(server.calls.stream().map(HostileServer.Call::body).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"301", "302", "303", "307", "308"})
  @DisplayName("G4, WH-06: a redirect is a failure and is not followed")
  void redirectIsNotFollowed(String status) {
    setEndpoint("/redirect/" + status);
    ledger.approved(at("supervisor"));

    assertThat(awaitCalls("PENDING")).isEqualTo("HTTP_" + status);

    assertThat(server.callsTo("/trap")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/drip", "/silent"})
  @DisplayName("G1, WH-17: a dripping or silent endpoint costs the deadline and no more")
  void drippingEndpointIsCutOff(String path) {
    setEndpoint(path);
    ledger.approved(at("supervisor"));

    assertThat(awaitCalls("PENDING")).isEqualTo("TIMEOUT");
  }

  @Test
  @DisplayName(
      "G2: a failure is tried again on the ladder; what the endpoint says is not kept (WH-09)")
  void failureIsTriedAgain() {
    setEndpoint("/broken");
    ledger.approved(at("supervisor"));
    assertThat(awaitCalls("PENDING")).isEqualTo("HTTP_500");

    await().atMost(PATIENCE).until(() -> server.calls.size() == 2);

    as("auditor")
        .get("/v1/webhooks/deliveries")
        .then()
        .statusCode(200)
        .body("items[0].type", equalTo("approval.request_approved"))
        .body("items[0].log.detail", hasItem("HTTP_500"))
        .body("items[0].log.detail", not(hasItem("secret")));
  }

  @Test
  @DisplayName("G2: an absurd Retry-After is clamped to a day")
  void absurdRetryAfterIsClamped() {
    setEndpoint("/busy");
    ledger.approved(at("supervisor"));
    awaitCalls("PENDING");

    var due = deliveries("purpose = 'ENDPOINT'").getFirst().getOffsetDateTime("due_at");

    assertThat(Duration.between(OffsetDateTime.now(due.getOffset()), due))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  @DisplayName("G3: 410 disables the endpoint and its owner is told")
  void goneEndpointIsDisabled() throws Exception {
    ledger.person(at("partner-admin"), "Parveen", 1);
    setEndpoint("/gone");
    ledger.approved(at("supervisor"));

    var mail = awaitMailTo(at("partner-admin"));
    try (var other = new Ledger(partner)) {
      other.person(at("maker"), "Mahin", 1).approved(at("supervisor"));
      await().atMost(PATIENCE).until(() -> mailsTo(at("maker")).size() == 2);
    }

    assertThat(mail.getSubject()).isEqualTo("Your webhook endpoint was disabled");
    assertThat(server.calls).hasSize(1);
    as("partner_admin")
        .get("/v1/webhooks")
        .then()
        .body("enabled", equalTo(false))
        .body("disabledReason", equalTo("HTTP_410"));
  }

  @Test
  @DisplayName("G8: an endpoint that hangs does not hold up another partner's")
  void hangingEndpointHoldsUpNobody() throws Exception {
    setEndpoint("/silent");
    for (int i = 0; i < 20; i++) {
      try (var one = new Ledger(partner)) {
        one.approved(at("supervisor"));
      }
    }
    await().atMost(PATIENCE).until(() -> server.callsTo("/silent").size() == 4);

    var other = partner + "-b";
    setEndpoint(other, "/ok");
    try (var theirs = new Ledger(other)) {
      theirs.approved("owner@" + other);
      await().atMost(Duration.ofSeconds(10)).until(() -> server.callsTo("/ok").size() == 1);
    }

    assertThat(server.callsTo("/silent").size()).isLessThan(20);
  }

  @Test
  @DisplayName("G9: of a giant answer a little is read")
  void giantAnswerIsCutOff() {
    setEndpoint("/giant");
    ledger.approved(at("supervisor"));

    assertThat(awaitCalls("SENT")).isEqualTo("HTTP_200");

    await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(1))
        .until(() -> server.bytesSent.get() < 20_000_000);
  }

  @Test
  @DisplayName("G9: a flood of headers is cut off")
  void floodOfHeadersIsCutOff() {
    setEndpoint("/headers");
    ledger.approved(at("supervisor"));

    assertThat(awaitCalls("PENDING")).isIn("CONNECTION_FAILED", "TIMEOUT");
  }

  @Test
  @DisplayName(
      "C-23: an endpoint that accepts no override is not called about one, and of all else is")
  void overrideIsNotToldWhereItIsNotAccepted() {
    put(Map.of("url", server.url("/ok"), "acceptOverride", false));
    setEndpoint("/ok");
    as("auditor").get("/v1/webhooks").then().body("acceptOverride", equalTo(false));

    ledger.overridden(at("admin"));
    try (var other = new Ledger(partner)) {
      other.approved(at("supervisor"));
    }
    awaitCalls("SENT");

    assertThat(awaitCalls("SUPPRESSED")).isEqualTo("OVERRIDE_NOT_ACCEPTED");
    assertThat(server.calls).hasSize(1);
    assertThat(server.calls.getFirst().body()).contains("approval.request_approved");
  }

  @Test
  @DisplayName("C-23: an override that waits to be told is withheld once none is accepted any more")
  void waitingOverrideIsWithheld() {
    setEndpoint("/broken");
    as("auditor").get("/v1/webhooks").then().body("acceptOverride", equalTo(true));
    ledger.overridden(at("admin"));
    awaitCalls("PENDING");

    put(Map.of("url", server.url("/ok"), "acceptOverride", false));

    assertThat(awaitCalls("SUPPRESSED")).isEqualTo("OVERRIDE_NOT_ACCEPTED");
    assertThat(server.callsTo("/ok")).isEmpty();
    assertThat(rows("select from notification.webhook_change where not accept_override"))
        .hasSize(1);
  }

  @Test
  @DisplayName(
      "C-23: an override that came in while the setting changed is withheld when its turn comes")
  void overrideIsLookedAtAgainBeforeItIsTold() {
    setEndpoint("/broken");
    ledger.overridden(at("admin"));
    awaitCalls("PENDING");
    rows("update notification.webhook_endpoint set accept_override = false");
    int before = server.calls.size();

    rows("update notification.delivery set due_at = now() where purpose = 'ENDPOINT'");

    assertThat(awaitCalls("SUPPRESSED")).isEqualTo("OVERRIDE_NOT_ACCEPTED");
    assertThat(server.calls).hasSize(before);
  }

  @Test
  @DisplayName("C-23: a new address that says nothing of overrides leaves what was said of them")
  void overridesStayRefusedUnderANewAddress() {
    as("partner_admin").get("/v1/webhooks").then().statusCode(404);
    put(Map.of("url", server.url("/ok"), "acceptOverride", false));
    setEndpoint("/broken");

    as("auditor").get("/v1/webhooks").then().body("acceptOverride", equalTo(false));
    assertThat(rows("select from notification.webhook_change where not accept_override"))
        .hasSize(2);
  }

  @Test
  void removedEndpointIsNotCalled() {
    setEndpoint("/broken");
    ledger.approved(at("supervisor"));
    awaitCalls("PENDING");

    as("partner_admin").delete("/v1/webhooks").then().statusCode(204);

    assertThat(deliveries("purpose = 'ENDPOINT' and state = 'SUPPRESSED'")).hasSize(1);
    as("partner_admin").get("/v1/webhooks").then().statusCode(404);
    as("partner_admin").delete("/v1/webhooks").then().statusCode(404);
  }

  @Test
  @DisplayName("WH-12: the secret is shown once, and is new each time")
  void secretIsShownOnce() {
    var first = setEndpoint("/ok");
    var second = setEndpoint("/ok");

    assertThat(second).isNotEqualTo(first);
    as("partner_admin")
        .get("/v1/webhooks")
        .then()
        .statusCode(200)
        .body("url", startsWith("http://127.0.0.1:"))
        .body("secret", nullValue())
        .body("setBy", equalTo(at("partner-admin")));
    assertThat(rows("select from notification.webhook_change")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/",
        "http://93.184.215.14/",
        "ftp://127.0.0.1/",
        "nonsense",
        "https://localhost@evil.com/"
      })
  @DisplayName("WH-01 … WH-05: what may not be called is not saved")
  void forbiddenUrlIsNotSaved(String url) {
    as("partner_admin")
        .contentType("application/json")
        .body(Map.of("url", url))
        .put("/v1/webhooks")
        .then()
        .statusCode(422)
        .body("code", equalTo("url_not_allowed"));
  }

  @Test
  void onlyThePartnerAdminSetsTheEndpoint() {
    for (var group : List.of("operator", "auditor", "policy_admin")) {
      as(group)
          .contentType("application/json")
          .body(Map.of("url", server.url("/ok")))
          .put("/v1/webhooks")
          .then()
          .statusCode(403);
      as(group).delete("/v1/webhooks").then().statusCode(403);
    }
    as("policy_admin").get("/v1/webhooks/deliveries").then().statusCode(403);
    given().get("/v1/webhooks").then().statusCode(401);
  }

  @Test
  @DisplayName("TN-04: a page's cursor leads on, for its own partner only")
  void cursorLeadsOnForItsPartnerOnly() {
    setEndpoint("/ok");
    ledger.approved(at("supervisor"));
    try (var other = new Ledger(partner)) {
      other.approved(at("supervisor"));
    }
    await().atMost(PATIENCE).until(() -> deliveries("state = 'SENT'").size() == 2);

    var first =
        as("operator")
            .get("/v1/webhooks/deliveries?limit=1")
            .then()
            .body("items", hasSize(1))
            .extract();
    String cursor = first.path("nextCursor");

    as("operator")
        .get("/v1/webhooks/deliveries?limit=1&cursor=" + cursor)
        .then()
        .body("items", hasSize(1))
        .body("items[0].id", not(equalTo(first.<String>path("items[0].id"))))
        .body("nextCursor", nullValue());
    as(partner + "-b", "operator")
        .get("/v1/webhooks/deliveries?limit=1&cursor=" + cursor)
        .then()
        .statusCode(400);
  }

  private String setEndpoint(String path) {
    return setEndpoint(partner, path);
  }

  private String setEndpoint(String partnerId, String path) {
    return put(partnerId, Map.of("url", server.url(path)));
  }

  private void put(Map<String, Object> endpoint) {
    put(partner, endpoint);
  }

  private static String put(String partnerId, Map<String, Object> endpoint) {
    return as(partnerId, "partner_admin")
        .contentType("application/json")
        .body(endpoint)
        .put("/v1/webhooks")
        .then()
        .statusCode(200)
        .body("secret", startsWith("whsec_"))
        .extract()
        .path("secret");
  }

  private RequestSpecification as(String group) {
    return as(partner, group);
  }

  private static RequestSpecification as(String partnerId, String group) {
    var person = group.replace('_', '-') + "@" + partnerId;
    return given().header("Authorization", TestTokens.bearer(person, partnerId, group));
  }

  /** Waits until the one call came to this state, and gives its detail. */
  private String awaitCalls(String state) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                deliveries(
                    "purpose = 'ENDPOINT' and detail is not null and state = '" + state + "'"),
            found -> found.size() == 1)
        .getFirst()
        .getString("detail");
  }

  private static boolean isSignedWith(String secret, HostileServer.Call call) {
    try {
      new Webhook(secret).verify(call.body(), asLists(call.headers()));
      return true;
    } catch (WebhookVerificationException | EmptyWebhookSecretException _) {
      return false;
    }
  }

  private static Map<String, List<String>> asLists(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
  }
}
