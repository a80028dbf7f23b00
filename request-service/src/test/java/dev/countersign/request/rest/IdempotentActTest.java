package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class IdempotentActTest {
  private static final String WHY = "{\"reason\":\"ordered twice\"}";

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", "supervisor@acme", "Sadia Rahman", "Mid-Office Supervisor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cancel",
        "resubmit",
        "withdraw",
        "reassign",
        "pull-back",
        "review",
        "override",
        "override/witness",
        "override/review",
        "revoke",
        "release"
      })
  @DisplayName("RP-01: no act is taken without a key")
  void everyActNeedsAKey(String act) {
    var request = desk.open(invoice());
    var body =
        act.equals("reassign") || act.equals("pull-back")
            ? "{\"step\":1,\"to\":\"x\",\"reason\":\"y\"}"
            : act.endsWith("witness")
                ? "{\"actor\":\"x\"}"
                : act.endsWith("review") ? "{\"finding\":\"JUSTIFIED\",\"reason\":\"y\"}" : WHY;

    sending(as("maker@acme", "acme").header("Idempotency-Key", " "), body)
        .post("/v1/approval-requests/" + request + "/" + act)
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency_key_required"));
  }

  @Test
  @DisplayName("I7, RP-01: a repeated act is answered with the same bytes, and done once")
  void aRepeatedActIsAnsweredAlike() {
    var request = desk.open(invoice());
    var key = UUID.randomUUID().toString();

    var first = cancel("maker@acme", request, key, WHY).statusCode(200).extract().asByteArray();
    var again = cancel("maker@acme", request, key, WHY).statusCode(200).extract().asByteArray();

    assertThat(again).isEqualTo(first);
    assertThat(entries(request, "approval.request_cancelled")).isEqualTo("1");
  }

  @Test
  @DisplayName("C-17: pull-back hands a place on within the pool, withdraw takes the request back")
  void actsHaveTheirOtherNames() {
    desk.person("acme", "supervisor-2@acme", "Rafi", "Mid-Office Supervisor");
    var request = desk.open(invoice());
    var place = "{\"step\":1,\"to\":\"supervisor-2@acme\",\"reason\":\"I am away\"}";

    sending(as("supervisor@acme", "acme"), place)
        .post("/v1/approval-requests/" + request + "/pull-back")
        .then()
        .statusCode(200)
        .body("status", equalTo("PENDING"));
    sending(as("supervisor@acme", "acme"), WHY)
        .post("/v1/approval-requests/" + request + "/withdraw")
        .then()
        .statusCode(403);
    sending(as("maker@acme", "acme"), WHY)
        .post("/v1/approval-requests/" + request + "/withdraw")
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"));

    assertThat(entries(request, "approval.assignment_reassigned")).isEqualTo("1");
  }

  @Test
  @DisplayName("I8: the same key with another body or for another request is refused")
  void aKeyStandsForOneThing() {
    var request = desk.open(invoice());
    var other = desk.open(invoice());
    var key = UUID.randomUUID().toString();
    cancel("maker@acme", request, key, WHY).statusCode(200);

    cancel("maker@acme", request, key, "{\"reason\":\"something else\"}")
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reuse"));
    cancel("maker@acme", other, key, WHY)
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reuse"));
  }

  @Test
  @DisplayName("RP-04: somebody else's key is theirs alone")
  void keysBelongToOnePerson() {
    var request = desk.open(invoice());
    var key = UUID.randomUUID().toString();
    cancel("maker@acme", request, key, WHY).statusCode(200);

    cancel("supervisor@acme", request, key, WHY)
        .statusCode(409)
        .body("code", equalTo("request_closed"));
  }

  @Test
  @DisplayName(
      "A refusal is no answer to keep: the key may be used again, and the attempt is noted")
  void aRefusedActMayBeAskedAgain() {
    var request =
        desk.open(
            invoice().under("\"override\":{\"quotaPerMonth\":1000,\"reviewWithin\":\"P7D\"}"));
    var key = UUID.randomUUID().toString();
    var attempts = attempts();
    override(request, key).statusCode(422).body("code", equalTo("witness_required"));
    assertThat(attempts()).isGreaterThan(attempts);
    sending(as("supervisor@acme", "acme"), "{\"actor\":\"admin@acme\"}")
        .post("/v1/approval-requests/" + request + "/override/witness")
        .then()
        .statusCode(200);

    override(request, key).statusCode(200).body("status", equalTo("OVERRIDDEN"));
    override(request, key).statusCode(200).body("status", equalTo("OVERRIDDEN"));
    assertThat(entries(request, "approval.request_overridden")).isEqualTo("1");
  }

  @Test
  @DisplayName("RP-05: of twenty identical acts at once one is done, and all get its answer")
  void ofManyAtOnceOneIsDone() {
    var request = desk.open(invoice());
    var key = UUID.randomUUID().toString();

    var answers =
        IntStream.range(0, 20)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(
                    () -> cancel("maker@acme", request, key, WHY).extract()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers.stream().map(answer -> answer.asString()).distinct()).hasSize(1);
    assertThat(entries(request, "approval.request_cancelled")).isEqualTo("1");
  }

  @Test
  @DisplayName("I7, I8: delegations and sequences are created once per key")
  void creatingIsOncePerKey() {
    desk.person("acme", "lender@acme", "Lea Lender");
    desk.person("acme", "taker@acme", "Tim Taker");
    var key = UUID.randomUUID().toString();
    var loan =
        "{\"delegate\":\"taker@acme\",\"from\":\"2026-06-01T00:00:00Z\","
            + "\"until\":\"2026-06-15T00:00:00Z\",\"reason\":\"holiday\"}";

    List<String> ids =
        IntStream.range(0, 2)
            .mapToObj(_ ->
                sending(keyed("lender@acme", key), loan)
                    .post("/v1/delegations")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id"))
            .toList();

    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    sending(keyed("lender@acme", key), loan.replace("holiday", "leave"))
        .post("/v1/delegations")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reuse"));
  }

  private static ValidatableResponse override(UUID request, String key) {
    return sending(
            as("admin@acme", "acme", "partner_admin").header("Idempotency-Key", key),
            "{\"reason\":\"ship leaves tonight\"}")
        .post("/v1/approval-requests/" + request + "/override")
        .then();
  }

  private static ValidatableResponse cancel(String person, UUID request, String key, String body) {
    return sending(keyed(person, key), body)
        .post("/v1/approval-requests/" + request + "/cancel")
        .then();
  }

  private static RequestSpecification keyed(String person, String key) {
    return as(person, "acme").header("Idempotency-Key", key);
  }

  private String entries(UUID request, String type) {
    return String.valueOf(
        stage.value(
            "select count(*)::text from request.ledger where request_id = ? and ce_type = ?",
            request,
            type));
  }

  private int attempts() {
    return Integer.parseInt(
        String.valueOf(
            stage.value(
                "select count(*)::text from request.security_event where partner_id = 'acme'"
                    + " and code = 'witness_required'")));
  }

  private static AnEvaluation invoice() {
    return AnEvaluation.of("acme", "maker@acme");
  }
}
