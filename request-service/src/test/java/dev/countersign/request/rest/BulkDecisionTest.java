package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static dev.countersign.request.rest.Api.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class BulkDecisionTest {
  private static final String SUPERVISOR = "supervisor@acme";

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", SUPERVISOR, "Sadia Rahman", "Mid-Office Supervisor");
  }

  @Test
  @DisplayName(
      "A-31, I12: of a mixed batch each has its own result, with the codes of a single vote")
  void oneBadItemStopsNoOther() {
    var good = desk.open(invoice());
    var own = desk.open(AnEvaluation.of("acme", SUPERVISOR));
    var alone = desk.open(invoice().under("\"bulk\":false"));
    var foreign = desk.open(AnEvaluation.of("bazaar", "maker@bazaar"));
    var stale = desk.open(invoice());
    var last = desk.open(invoice());

    decide(
            UUID.randomUUID().toString(),
            item(good, vote("APPROVE")),
            item(own, vote("APPROVE")),
            item(alone, vote("APPROVE")),
            item(foreign, vote("APPROVE")),
            item(stale, vote("APPROVE").replace("aaaa", "cccc")),
            item(UUID.randomUUID(), "{\"vote\":\"approve\"}"),
            item(last, vote("REJECT")))
        .statusCode(207)
        .body("recorded", equalTo(2))
        .body("refused", equalTo(5))
        .body("items.status", contains(201, 403, 403, 404, 409, 400, 201))
        .body("items[0].receipt.status", equalTo("APPROVED"))
        .body("items[1].code", equalTo("maker_may_not_decide"))
        .body("items[2].code", equalTo("bulk_forbidden"))
        .body("items[3].code", equalTo("not_found"))
        .body("items[4].code", equalTo("stale_decision"))
        .body("items[4].problem.current.payloadDigest", notNullValue())
        .body("items[5].code", equalTo("vote_invalid"))
        .body("items[6].receipt.status", equalTo("REJECTED"));
  }

  @Test
  @DisplayName("A-31: the ledger says that a vote came with others; one alone says nothing of it")
  void theLedgerSaysHowAVoteCame() {
    var together = desk.open(invoice());
    var alone = desk.open(invoice());
    decide(UUID.randomUUID().toString(), item(together, vote("APPROVE"))).statusCode(207);
    Api.decide(SUPERVISOR, alone, vote("APPROVE")).statusCode(201);

    assertThat(recorded(together)).contains("\"bulk\":true");
    assertThat(recorded(alone)).doesNotContain("bulk");
  }

  @Test
  @DisplayName("I7, RP-01: a repeated batch is answered with the same bytes, and no second vote")
  void aRepeatedBatchIsAnsweredAlike() {
    var first = desk.open(invoice());
    var second = desk.open(invoice());
    var key = UUID.randomUUID().toString();
    var items = new String[] {item(first, vote("APPROVE")), item(second, vote("REJECT"))};

    var answer = decide(key, items).statusCode(207).extract().asByteArray();
    var again = decide(key, items).statusCode(207).extract().asByteArray();

    assertThat(again).isEqualTo(answer);
    decide(key, items[0]).statusCode(422).body("code", equalTo("idempotency_key_reuse"));
    assertThat(
            stage.value("select count(*)::text from request.decision where request_id = ?", first))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("I12: what a crash left between two items is done when the batch is sent again")
  void anUnfinishedBatchIsFinishedByARepetition() {
    var first = desk.open(invoice());
    var second = desk.open(invoice());
    var key = UUID.randomUUID().toString();
    // The vote under the batch's key is all that a crashed batch leaves.
    Api.decide(SUPERVISOR, first, vote("APPROVE"), key).statusCode(201);

    decide(key, item(first, vote("APPROVE")), item(second, vote("APPROVE")))
        .statusCode(207)
        .body("items.status", contains(201, 201));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"items\":[]}", "{\"items\":[{},{}]}"})
  void aBatchHasDistinctItems(String body) {
    sending(as(SUPERVISOR, "acme"), body)
        .urlEncodingEnabled(false)
        .post("/v1/approval-requests:decide")
        .then()
        .statusCode(422)
        .body("code", equalTo("bulk_invalid"));
  }

  @Test
  void aBatchHasAtMostAHundredItems() {
    var items =
        IntStream.rangeClosed(0, 100)
            .mapToObj(_ -> item(UUID.randomUUID(), vote("APPROVE")))
            .toArray(String[]::new);

    decide(UUID.randomUUID().toString(), items)
        .statusCode(422)
        .body("code", equalTo("bulk_invalid"));
  }

  private static String item(UUID request, String decision) {
    return "{\"requestId\":\"" + request + "\",\"decision\":" + decision + "}";
  }

  private static ValidatableResponse decide(String key, String... items) {
    var body = Arrays.stream(items).collect(Collectors.joining(",", "{\"items\":[", "]}"));
    return sending(as(SUPERVISOR, "acme").header("Idempotency-Key", key), body)
        .urlEncodingEnabled(false)
        .post("/v1/approval-requests:decide")
        .then();
  }

  private String recorded(UUID request) {
    return String.valueOf(
        stage.value(
            "select convert_from(body, 'UTF8') from request.ledger where request_id = ?"
                + " and ce_type = 'approval.decision_recorded'",
            request));
  }

  private static AnEvaluation invoice() {
    return AnEvaluation.of("acme", "maker@acme");
  }
}
