package dev.countersign.request.fault;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static dev.countersign.request.testing.EvaluationDraft.requiredWithoutSteps;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.ObeyTimer;
import dev.countersign.request.app.TimerCommand;
import dev.countersign.request.app.TimerResult;
import dev.countersign.request.app.ledger.ReplayLedger;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** N-10: the ledger rebuilds what the rows show, and names a row that was changed behind it. */
@QuarkusTest
@WithTestResource(OwnDatabase.class)
class ReplayTest {
  private static final AtomicInteger PARTNERS = new AtomicInteger();
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject Desk desk;
  @Inject ReplayLedger replayLedger;
  @Inject ObeyTimer obeyTimer;

  private final String partner = "replay-" + PARTNERS.incrementAndGet();

  @Test
  @DisplayName("N-10 V7 requests of every kind are rebuilt from their ledgers without a difference")
  void everyKindOfRequestIsRebuilt() {
    people();
    decided();
    askedAgain();
    held();
    selfApproved();
    stopped();

    var page = replay(partner);

    assertThat(page.differences()).isEmpty();
    assertThat(page.requests()).isEqualTo(14);
    assertThat(page.entries()).isGreaterThan(40);
  }

  private void decided() {
    var approved =
        requiredWithoutSteps(partner, "r-approved")
            .step("Supervisor", "COUNT", 2)
            .step("Controller", "ANY", 1);
    var request = cast.open(approved);
    cast.decide(request, approved, "s1@" + partner, Vote.APPROVE);
    cast.decide(request, approved, "s2@" + partner, Vote.APPROVE);
    cast.decide(request, approved, "c1@" + partner, Vote.APPROVE);
    var rejected = required(partner, "r-rejected");
    cast.decide(cast.open(rejected), rejected, "s1@" + partner, Vote.REJECT);
    cast.open(required(partner, "r-open").timeout("P1D", "Controller"));
  }

  private void askedAgain() {
    var first = required(partner, "r-first").subject("S");
    var request = cast.open(first);
    stage.evaluate(
        required(partner, "r-second")
            .subject("S")
            .intent("REVISE")
            .with(it -> it.put("revision", 2)));
    stage.await("select 1 from request.request where id = ? and iteration = 2", request);
    var changed = required(partner, "r-changes");
    var waits = cast.open(changed);
    cast.decide(waits, changed, "s1@" + partner, Vote.REQUEST_CHANGES);
    cast.act(waits, new Act.Resubmit(new Reason("it is right")), "maker@" + partner);
    var asked = required(partner, "r-asked");
    cast.decide(cast.open(asked), asked, "s1@" + partner, Vote.REQUEST_CHANGES);
  }

  private void held() {
    var held = desk.open(anInvoice().heldFor(Duration.ofHours(1)));
    vote(held);
    var revoked = desk.open(anInvoice().heldFor(Duration.ofHours(1)));
    vote(revoked);
    cast.act(revoked, new Act.Revoke(new Reason("stop")), "op@" + partner, "operator");
  }

  /** C-09: one whose review is given, and one whose review is owed since its hold is over. */
  private void selfApproved() {
    desk.person(partner, "own@" + partner, "Own", "Mid-Office Supervisor");
    var reviewed = desk.open(byItsOwnMaker());
    vote(reviewed, "own@" + partner);
    cast.act(
        reviewed,
        new Act.Review(Finding.JUSTIFIED, new Reason("a small one")),
        "c1@" + partner,
        "controller");
    var held = desk.open(byItsOwnMaker().heldFor(Duration.ofMillis(1)));
    vote(held, "own@" + partner);
    var released =
        obeyTimer
            .handle(
                new Actor.Service("escalation-service"),
                new TimerCommand(partner, new RequestId(held), new ReleaseHold(1, Instant.EPOCH)))
            .await()
            .atMost(Duration.ofSeconds(20));
    assertThat(released).isEqualTo(new TimerResult.Obeyed());
    selfApprovedWhenAskedAgain();
  }

  /** C-09: who asked for changes before is involved, read from the ledger as well. */
  private void selfApprovedWhenAskedAgain() {
    desk.person(partner, "c2@" + partner, "c2", "Mid-Office Supervisor");
    var request = desk.open(byItsOwnMaker());
    vote(request, "c2@" + partner, Vote.REQUEST_CHANGES, 0);
    cast.act(request, new Act.Resubmit(new Reason("it is right")), "own@" + partner);
    vote(request, "own@" + partner, Vote.APPROVE, 2);
    var review = new Act.Review(Finding.JUSTIFIED, new Reason("a small one"));

    assertThat(cast.act(request, review, "c2@" + partner, "controller"))
        .isEqualTo(new ActResult.Refused(Refusal.REVIEWER_INVOLVED));
    cast.act(request, review, "c1@" + partner, "controller");
  }

  private AnEvaluation byItsOwnMaker() {
    return AnEvaluation.of(partner, "own@" + partner).under("\"selfApproval\":\"ALLOWED\"");
  }

  private void stopped() {
    cast.cancel(cast.open(required(partner, "r-cancelled")), "op@" + partner, "operator");
    cast.open(quarantined(partner, "r-quarantined", "AMOUNT_MISSING"));
    var gone = cast.open(quarantined(partner, "r-released", "AMOUNT_MISSING"));
    cast.act(gone, new Act.Release(new Reason("repaired")), "op@" + partner, "operator");
  }

  static Stream<Arguments> illegalChanges() {
    return Stream.of(
        change("request", "amount", "update request.request set amount = 1"),
        change("request", "expires_at", "update request.request set expires_at = now()"),
        change("request", "status", "update request.request set status = 'REJECTED'"),
        change(
            "request",
            "maker_set",
            "update request.request set maker_set = maker_set || '{x}'::text[]"),
        change("iteration", "material", "update request.iteration set material = '{}'"),
        change("step", "due_at", "update request.step set due_at = now()"),
        change("step", "needed", "update request.step set needed = 7"),
        change("decision", "vote", "update request.decision set vote = 'REJECT'"),
        change("decision", "*", "delete from request.decision"),
        change(
            "outcome",
            "body.verdict",
            "update request.outcome set body = replace(convert_from(body, 'UTF8'), 'APPROVED', 'REJECTED')::bytea"),
        change("outcome", "*", "delete from request.outcome"),
        change("ledger_head", "hash", "update request.ledger_head set hash = sha256('x')"),
        change("ledger", "*", "delete from request.ledger where seq = 1"),
        change("request", "*", "delete from request.request"));
  }

  @ParameterizedTest(name = "N-10 an illegal change is named: {0}")
  @MethodSource("illegalChanges")
  void illegalChangeIsNamed(String table, String column, String sql) {
    people();
    var draft = required(partner, "r-" + partner);
    var request = cast.open(draft);
    cast.decide(request, draft, "s1@" + partner, Vote.APPROVE);
    assertThat(replay(partner).differences()).isEmpty();

    var where = sql.contains(" where ") ? " and" : " where";
    stage.run(
        "set session_replication_role = replica; "
            + sql
            + where
            + " partner_id = '"
            + partner
            + "'");

    assertThat(replay(partner).differences())
        .anySatisfy(difference -> {
          assertThat(difference.table()).isEqualTo(table);
          assertThat(difference.column()).isEqualTo(column);
          assertThat(difference.key()).startsWith(request.toString());
        });
  }

  @Test
  @DisplayName("N-10 TN-01 the door shows an auditor the own partner's differences, page by page")
  void doorShowsTheOwnPartnersDifferences() {
    people();
    desk.open(IntStream.range(0, 201).mapToObj(_ -> anInvoice()).toList());
    stage.run(
        "set session_replication_role = replica; update request.step set rung = 3 where partner_id = '"
            + partner
            + "'");

    var first = page(partner, "");
    var second = page(partner, "?after=" + first.getString("next"));

    assertThat(first.getInt("requests")).isEqualTo(200);
    assertThat(second.getInt("requests")).isEqualTo(1);
    assertThat(second.getString("next")).isNull();
    assertThat(first.getList("differences.column", String.class)).hasSize(200).containsOnly("rung");
    assertThat(page("replay-nobody", "").getInt("requests")).isZero();
    given()
        .header("Authorization", bearer("s1@" + partner, partner))
        .get("/v1/ledger/replay")
        .then()
        .statusCode(403);
  }

  private static JsonPath page(String partner, String query) {
    return given()
        .header("Authorization", bearer("auditor@" + partner, partner, "auditor"))
        .get("/v1/ledger/replay" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private void people() {
    for (String person : List.of("s1", "s2")) {
      desk.person(partner, person + "@" + partner, person, "Supervisor");
    }
    desk.person(partner, "c1@" + partner, "c1", "Controller");
  }

  private AnEvaluation anInvoice() {
    return AnEvaluation.of(partner, "maker@" + partner).steps("Supervisor");
  }

  private void vote(UUID request) {
    vote(request, "s1@" + partner);
  }

  private void vote(UUID request, String person) {
    vote(request, person, Vote.APPROVE, 0);
  }

  private void vote(UUID request, String person, Vote vote, int version) {
    var command = cast.command(request, required(partner, "any"), vote);
    cast.decide(
        person,
        new DecisionCommand(
            command.request(),
            command.vote(),
            command.reason(),
            Optional.empty(),
            Optional.of(version),
            Optional.empty(),
            command.aim()));
  }

  private ReplayLedger.Page replay(String partner) {
    var auditor = new Actor.Human(partner, new PersonId("auditor@" + partner), Set.of());
    return replayLedger.handle(auditor, BEFORE_ALL).await().atMost(Duration.ofSeconds(30));
  }

  private static Arguments change(String table, String column, String sql) {
    return argumentSet(table + " " + column, table, column, sql);
  }
}
