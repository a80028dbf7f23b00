package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.PoolReviews;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Contract;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T-19: what happens to open steps when their people go, and when they come back. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PoolReviewTest {
  private static final String OF_4711 = "{\"resolver\":\"cost-centre-owner\",\"key\":\"4711\"}";
  private static final AtomicInteger PARTNERS = new AtomicInteger();

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject PoolReviews reviews;

  private String partner = "";

  @BeforeEach
  void partner() {
    partner = "pools-" + PARTNERS.incrementAndGet();
    put("maker", "\"roles\":[]");
  }

  @Test
  @DisplayName("T-19 A-01 F-136: without its last person a step is blocked, with an alert; I-8")
  void removedPersonBlocksAndReturnUnblocks() {
    put("tara", "\"roles\":[\"Treasurer\"]");
    var draft = draft("Treasurer", 1);
    var request = cast.open(draft);

    put("tara", "\"roles\":[]");

    awaitStep(request, "BLOCKED");
    assertThat(Contract.problems("approval.config_alert", alert(request))).isEmpty();
    assertThat(alert(request))
        .contains("\"code\":\"step_blocked\"", "\"step\":1", "\"able\":0", "\"missing\":1");
    put("tara", "\"roles\":[\"Treasurer\"]");
    awaitStep(request, "ACTIVE");
    assertThat(ledger(request))
        .containsExactly(
            "approval.request_created",
            "approval.step_started",
            "approval.step_blocked",
            "approval.step_unblocked");
    assertThat(cast.decide(request, draft, "tara@" + partner, Vote.APPROVE)).isNotNull();
    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("APPROVED");
  }

  @Test
  @DisplayName("T-19 F-136: a step that starts with nobody to decide raises the alert at once")
  void startingBlockedRaisesTheAlert() {
    var request = cast.open(draft("Nobody", 1));

    awaitStep(request, "BLOCKED");
    assertThat(alert(request)).contains("\"code\":\"step_blocked\"");
  }

  @Test
  @DisplayName("T-19 F-135 A-19: a leave blocks when it begins and unblocks when it is over")
  void leaveBlocksForItsWindow() {
    put("lena", "\"roles\":[\"Controller\"]");
    var request = cast.open(draft("Controller", 1));
    var from = Instant.now().plusSeconds(2);

    put(
        "lena",
        "\"roles\":[\"Controller\"],\"leaves\":[{\"from\":\"%s\",\"until\":\"%s\"}]"
            .formatted(from, from.plusSeconds(12)));

    awaitStep(request, "BLOCKED");
    assertThat(Instant.now()).isAfter(from.minusMillis(500));
    awaitStep(request, "ACTIVE");
  }

  @Test
  @DisplayName("T-19 F-094: a branch taken from the only approver of a branch's step blocks it")
  void lostBranchBlocks() {
    put("bea", "\"roles\":[\"Controller\"],\"branches\":[\"DHK\"]");
    var request = cast.open(asking("{\"role\":\"Controller\",\"branch\":\"DHK\"}", "COUNT", 1));

    put("bea", "\"roles\":[\"Controller\"],\"branches\":[\"CTG\"]");

    awaitStep(request, "BLOCKED");
    put("bea", "\"roles\":[\"Controller\"],\"branches\":[\"*\"]");
    awaitStep(request, "ACTIVE");
  }

  @Test
  @DisplayName("T-19 A-20: a step that asks the maker's manager follows the directory")
  void managerChangeIsFollowed() {
    put("boss", "\"roles\":[]");
    put("maker", "\"roles\":[],\"manager\":\"boss@" + partner + "\"");
    var request = cast.open(asking("{\"managerOf\":\"MAKER\"}", "COUNT", 1));
    awaitStep(request, "ACTIVE");

    put("boss", "\"roles\":[],\"active\":false");

    awaitStep(request, "BLOCKED");
    put("chief", "\"roles\":[]");
    put("maker", "\"roles\":[],\"manager\":\"chief@" + partner + "\"");
    awaitStep(request, "ACTIVE");
    assertThat(inbox("chief")).contains(request.toString());
    assertThat(inbox("boss")).doesNotContain(request.toString());
  }

  @Test
  @DisplayName("T-19 I-8: fewer than the quorum are too few, and what is met stays met")
  void fewerThanTheQuorumBlock() {
    put("ana", "\"groups\":[\"Board\"]");
    put("ben", "\"groups\":[\"Board\"]");
    put("cleo", "\"groups\":[\"Board\"]");
    var draft = asking("{\"group\":\"Board\"}", "COUNT", 2);
    var request = cast.open(draft);
    cast.decide(request, draft, "ana@" + partner, Vote.APPROVE);

    put("ben", "\"groups\":[]");
    put("cleo", "\"groups\":[]");

    awaitStep(request, "BLOCKED");
    put("cleo", "\"groups\":[\"Board\"]");
    awaitStep(request, "ACTIVE");
  }

  @Test
  @DisplayName("T-19: a change that leaves enough people writes nothing, and every change is done")
  void enoughPeopleWriteNothing() {
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      put(name, "\"roles\":[\"Supervisor\"]");
    }
    var request = cast.open(draft("Supervisor", 1));

    put("a", "\"roles\":[]");

    awaitDone();
    assertThat(ledger(request))
        .containsExactly("approval.request_created", "approval.step_started");
  }

  @Test
  @DisplayName("T-19 P11: what a page of a pool's steps costs does not depend on other pools")
  void safeStepsAreNotReviewed() {
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      put(name, "\"roles\":[\"Supervisor\"]");
    }
    cast.open(draft("Supervisor", 1));
    awaitDone();

    var page =
        reviews
            .page(new PoolReviews.Due(partner, 0, "role:Supervisor", new UUID(0, 0), 0))
            .await()
            .atMost(Duration.ofSeconds(20));

    assertThat(page.requests()).isEmpty();
    assertThat(page.isLast()).isTrue();
  }

  @Test
  @DisplayName("T-19 F-136 F-139: a key taken out of its table blocks the step, with an alert")
  void lostEntryBlocks() {
    put("olga", "\"roles\":[]");
    put("omar", "\"roles\":[]");
    list("4711", "olga");
    var request = cast.open(asking(OF_4711, "COUNT", 1));
    awaitStep(request, "ACTIVE");

    admin().delete("/v1/resolvers/cost-centre-owner/entries/4711").then().statusCode(200);

    awaitStep(request, "BLOCKED");
    assertThat(alert(request)).contains("\"code\":\"step_blocked\"");
    assertThat(inbox("olga")).doesNotContain(request.toString());
    list("4711", "omar");
    awaitStep(request, "ACTIVE");
    assertThat(inbox("omar")).contains(request.toString());
  }

  @Test
  @DisplayName("T-19 F-139: a whole new table is followed, and a person of it who leaves")
  void newTableIsFollowed() {
    put("olga", "\"roles\":[]");
    var request = cast.open(asking(OF_4711, "COUNT", 1));
    awaitStep(request, "BLOCKED");

    var entries = new StringBuilder();
    for (int key = 4600; key < 4800; key++) {
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append("{\"key\":\"%d\",\"people\":[\"olga@%s\"]}".formatted(key, partner));
    }
    sending(admin(), "{\"entries\":[" + entries + "]}")
        .put("/v1/resolvers/cost-centre-owner")
        .then()
        .statusCode(200);

    awaitStep(request, "ACTIVE");
    assertThat(
            stage.value(
                "select count(*)::text from request.pool_review where partner_id = ? and key like"
                    + " 'resolver:%:%'",
                partner))
        .isEqualTo("0");
    put("olga", "\"roles\":[],\"active\":false");
    awaitStep(request, "BLOCKED");
  }

  @Test
  @DisplayName("F-137: a group and a person whom a policy names and who are not there are missed")
  void namedGroupAndPersonAreMissed() {
    stage.send(
        new org.apache.kafka.clients.producer.ProducerRecord<>(
            stage.topic("approvals.policies.v1"),
            (partner + "|invoice").getBytes(java.nio.charset.StandardCharsets.UTF_8),
            ("{\"approvers\":[{\"group\":\"Board\"},{\"user\":\"zoe\"},{\"role\":\"Owner\"},"
                    + "{\"resolver\":\"cost-centre-owner\",\"by\":\"x\"}]}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(missed())
                .containsExactly("Owner", "group:Board", "resolver:cost-centre-owner", "user:zoe"));
    put("olga", "\"roles\":[\"Owner\"],\"groups\":[\"Board\"]");
    list("4711", "olga");
    assertThat(missed()).containsExactly("user:zoe");
  }

  private List<String> missed() {
    return stage
        .query(
            "select role from request.unfilled_role where partner_id = ? and filled_at is null"
                + " order by role collate \"C\"",
            partner)
        .stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }

  private void awaitDone() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            "0"
                .equals(
                    stage.value(
                        "select count(*)::text from request.pool_review"
                            + " where partner_id = ? and round = 0",
                        partner)));
  }

  private EvaluationDraft draft(String role, int needed) {
    return asking("{\"role\":\"" + role + "\"}", "COUNT", needed);
  }

  private EvaluationDraft asking(String approver, String quorum, int needed) {
    return EvaluationDraft.requiredWithoutSteps(partner, "e-" + UUID.randomUUID())
        .step("Somebody", quorum, needed)
        .asking(approver);
  }

  private void list(String key, String name) {
    sending(admin(), "{\"people\":[\"%s@%s\"]}".formatted(name, partner))
        .put("/v1/resolvers/cost-centre-owner/entries/" + key)
        .then()
        .statusCode(200);
  }

  private RequestSpecification admin() {
    return as("admin@" + partner, partner, "partner_admin");
  }

  private void put(String name, String members) {
    sending(
            as("admin@" + partner, partner, "partner_admin"),
            "{\"name\":\"%s\",\"mail\":\"%s@x.example\",%s}".formatted(name, name, members))
        .put("/v1/people/" + name + "@" + partner)
        .then()
        .statusCode(200);
  }

  private String inbox(String name) {
    return as(name + "@" + partner, partner).get("/v1/inbox").asString();
  }

  private void awaitStep(UUID request, String status) {
    stage.await(
        "select 1 from request.step where request_id = ? and no = 1 and status = ?",
        request,
        status);
  }

  private String alert(UUID request) {
    return String.valueOf(
        stage.value(
            "select convert_from(body, 'UTF8') from request.security_event"
                + " where ce_requestid = ? and ce_type = 'approval.config_alert' order by at limit 1",
            request));
  }

  private List<String> ledger(UUID request) {
    return stage
        .query("select ce_type from request.ledger where request_id = ? order by seq", request)
        .stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }
}
