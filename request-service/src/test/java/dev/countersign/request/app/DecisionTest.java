package dev.countersign.request.app;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static dev.countersign.request.testing.EvaluationDraft.requiredWithoutSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.DecisionResult.KeyReused;
import dev.countersign.request.app.DecisionResult.PreconditionRequired;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.app.DecisionResult.Refused;
import dev.countersign.request.app.DecisionResult.Replayed;
import dev.countersign.request.app.DecisionResult.Stale;
import dev.countersign.request.app.DecisionResult.VersionMismatch;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Decisions on a real database: who may, what a repeated question gets, and who wins a race. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DecisionTest {
  private static final int ROUNDS = 100;

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject VerifyLedger verifyLedger;

  @BeforeEach
  void people() {
    for (String partner : List.of("acme", "bazaar")) {
      stage.person(partner, "maker@" + partner, "Supervisor");
      stage.person(partner, "supervisor@" + partner, "Supervisor");
      stage.person(partner, "supervisor-2@" + partner, "Supervisor");
      stage.person(partner, "controller@" + partner, "Controller");
    }
  }

  @Test
  @DisplayName(
      "F-221 F-128 F-166 A-04 T-06 SD-01 the maker may not decide, and the attempt is kept as a security event")
  void makerMayNotDecide() {
    var draft = required("acme", "d-maker");
    var request = cast.open(draft);

    var result = cast.decide(request, draft, "maker@acme", Vote.APPROVE);

    assertThat(result).isEqualTo(new Refused(Refusal.MAKER_MAY_NOT_DECIDE));
    assertThat(
            stage.value(
                "select code from request.security_event where actor = 'maker@acme' limit 1"))
        .isEqualTo("maker_may_not_decide");
    assertThat(stage.value("select count(*) from request.ledger where request_id = ?", request))
        .isEqualTo("2");
  }

  @Test
  @DisplayName(
      "F-062 F-063 F-093 F-113 F-164 F-192 T-07 T-10 two steps need two people of their roles")
  void twoStepsNeedTwoPeople() {
    var draft =
        requiredWithoutSteps("acme", "d-two")
            .step("Supervisor", "ANY", 1)
            .step("Controller", "ALL", 1);
    var request = cast.open(draft);

    assertThat(cast.decide(request, draft, "controller@acme", Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    cast.decide(request, draft, "supervisor@acme", Vote.APPROVE);
    assertThat(cast.decide(request, draft, "supervisor-2@acme", Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    assertThat(stage.value("select count(*) from request.outcome where request_id = ?", request))
        .isEqualTo("0");
    cast.decide(request, draft, "controller@acme", Vote.APPROVE);

    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("APPROVED");
    assertThat(
            stage.value(
                "select convert_from(body, 'UTF8') from request.outcome where request_id = ?",
                request))
        .contains("supervisor@acme", "controller@acme", "\"basis\":\"HUMAN_QUORUM\"");
  }

  @Test
  @DisplayName("T-11 a rejection closes the request with basis HUMAN_REJECTION")
  void rejectionClosesTheRequest() {
    var draft = required("acme", "d-reject");
    var request = cast.open(draft);

    cast.decide(request, draft, "supervisor@acme", Vote.REJECT);

    assertThat(
            stage.value(
                "select verdict || basis from request.outcome where request_id = ?", request))
        .isEqualTo("REJECTEDHUMAN_REJECTION");
  }

  @Test
  @DisplayName("RP-01 RP-02 the same key gets the same answer, another key a refusal")
  void sameKeyGetsTheSameAnswer() {
    var draft = required("acme", "d-key");
    var command = keyed(cast.command(cast.open(draft), draft, Vote.APPROVE), "key-1");

    var first = (Recorded) cast.decide("supervisor@acme", command);

    assertThat(cast.decide("supervisor@acme", command)).isEqualTo(new Replayed(first.receipt()));
    assertThat(cast.decide("supervisor@acme", keyed(command, "key-2")))
        .isEqualTo(new Refused(Refusal.REQUEST_CLOSED));
    var other =
        new DecisionCommand(
            command.request(),
            Vote.REJECT,
            command.reason(),
            command.seen(),
            command.version(),
            command.idempotencyKey(),
            command.aim());
    assertThat(cast.decide("supervisor@acme", other)).isEqualTo(new KeyReused());
  }

  @Test
  @DisplayName("G-FRESH another digest is stale, another version a mismatch, neither is refused")
  void staleDecisionsAreRefused() {
    var draft = required("acme", "d-stale");
    var request = cast.open(draft);
    var command = cast.command(request, draft, Vote.APPROVE);
    var other = required("acme", "d-other").content("other");

    assertThat(cast.decide("supervisor@acme", cast.command(request, other, Vote.APPROVE)))
        .isInstanceOf(Stale.class);
    assertThat(cast.decide("supervisor@acme", onVersion(command, Optional.of(7))))
        .isEqualTo(new VersionMismatch(0));
    assertThat(cast.decide("supervisor@acme", onVersion(command, Optional.empty())))
        .isEqualTo(new PreconditionRequired());
    assertThat(cast.decide("supervisor@acme", onVersion(command, Optional.of(0))))
        .isInstanceOf(Recorded.class);
  }

  @Test
  @DisplayName("F-197 TN-01 I-10 another partner's request is an unknown one, in both directions")
  void foreignRequestIsUnknown() {
    var ours = required("acme", "d-tenant");
    var theirs = required("bazaar", "d-tenant");
    var our = cast.open(ours);
    var their = cast.open(theirs);

    assertThat(cast.decide(their, theirs, "supervisor@acme", Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.UNKNOWN_REQUEST));
    assertThat(cast.decide(our, ours, "supervisor@bazaar", Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.UNKNOWN_REQUEST));
    assertThat(cast.decide(their, theirs, "supervisor@bazaar", Vote.APPROVE))
        .isInstanceOf(Recorded.class);
  }

  @Test
  @DisplayName("T-15 SD-08 the maker withdraws, a stranger may not")
  void makerWithdraws() {
    var request = cast.open(required("acme", "d-cancel"));

    assertThat(cast.cancel(request, "supervisor@acme"))
        .isEqualTo(new ActResult.Refused(Refusal.NOT_PERMITTED));
    assertThat(cast.cancel(request, "maker@acme")).isInstanceOf(ActResult.Done.class);
    assertThat(stage.value("select basis from request.outcome where request_id = ?", request))
        .isEqualTo("WITHDRAWN");
  }

  @Test
  @DisplayName(
      "F-196 F-203 I-1 V3 RP-05 in 100 races for the last vote exactly one outcome is written")
  void raceForTheLastVoteHasOneWinner() {
    var drafts =
        IntStream.range(0, ROUNDS).mapToObj(round -> required("acme", "race-" + round)).toList();
    stage.evaluate(drafts.toArray(EvaluationDraft[]::new));

    for (EvaluationDraft draft : drafts) {
      var request = cast.find(draft);

      var results = race(request, draft);

      assertThat(results).filteredOn(Recorded.class::isInstance).hasSize(1);
      assertThat(results).contains(new Refused(Refusal.REQUEST_CLOSED));
      assertThat(stage.value("select count(*) from request.outcome where request_id = ?", request))
          .isEqualTo("1");
    }
  }

  @Test
  @DisplayName("F-164 F-168 V7 every ledger of both partners verifies, and a changed row is found")
  void ledgersVerify() {
    var draft = required("acme", "d-verify");
    var request = cast.open(draft);
    cast.decide(request, draft, "supervisor@acme", Vote.APPROVE);

    var report = verifyLedger.all(new Actor.Service("test")).await().atMost(Duration.ofMinutes(1));

    assertThat(report.findings()).isEmpty();
    assertThat(report.requests()).isPositive();
    stage.run("alter table request.step disable trigger step_guard");
    stage.run("update request.step set rung = 5 where request_id = ?", request);
    stage.run("alter table request.step enable trigger step_guard");
    var second = verifyLedger.all(new Actor.Service("test")).await().atMost(Duration.ofMinutes(1));
    assertThat(second.findings())
        .extracting(finding -> finding.request().value())
        .containsExactly(request);
    stage.run("alter table request.step disable trigger step_guard");
    stage.run("update request.step set rung = 0 where request_id = ?", request);
    stage.run("alter table request.step enable trigger step_guard");
  }

  private List<DecisionResult> race(UUID request, EvaluationDraft draft) {
    var command = cast.command(request, draft, Vote.APPROVE);
    return Uni.join()
        .all(cast.deciding("supervisor@acme", command), cast.deciding("supervisor-2@acme", command))
        .andFailFast()
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  private static DecisionCommand keyed(DecisionCommand command, String key) {
    return new DecisionCommand(
        command.request(),
        command.vote(),
        new Reason("with a key"),
        command.seen(),
        command.version(),
        Optional.of(key),
        command.aim());
  }

  private static DecisionCommand onVersion(DecisionCommand command, Optional<Integer> version) {
    return new DecisionCommand(
        command.request(),
        command.vote(),
        command.reason(),
        Optional.empty(),
        version,
        command.idempotencyKey(),
        command.aim());
  }
}
