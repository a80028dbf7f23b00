package dev.countersign.request.fault;

import static dev.countersign.platform.testing.FaultProxy.Break.BEFORE_THE_ANSWER;
import static dev.countersign.platform.testing.FaultProxy.Break.BEFORE_THE_MESSAGE;
import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static dev.countersign.request.testing.EvaluationDraft.requiredWithoutSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.platform.testing.FaultProxy.Break;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.app.DecisionResult.Refused;
import dev.countersign.request.app.DecisionResult.Replayed;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Vote;
import dev.countersign.request.race.RaceOracle;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The database and the way to it fail in the middle of the service's work; afterwards all of it is
 * there, or nothing. {@code -Dfaults.rounds=25} repeats the crashes.
 */
@QuarkusTest
@WithTestResource(OwnDatabase.class)
class DatabaseFaultTest {
  private static final String PARTNER = "faults";
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Stage stage;
  @Inject Cast cast;

  @FunctionalInterface
  interface Fault {
    AutoCloseable strike() throws SQLException;
  }

  @BeforeEach
  void people() {
    for (String person : List.of("s1", "s2", "s3")) {
      stage.person(PARTNER, person + "@" + PARTNER, "Supervisor");
    }
  }

  @AfterEach
  void nothingIsWrong() {
    assertThat(RaceOracle.violations(stage, PARTNER)).isEmpty();
  }

  static Stream<Arguments> crashesOfAnIntake() {
    return Stream.of(
        crash("before the transaction", () -> cut("BEGIN", BEFORE_THE_MESSAGE)),
        crash("after the claim", () -> Saboteur.after("request.inbox", Saboteur.DIES, 1)),
        crash("after the insert", () -> Saboteur.after("request.ledger", Saboteur.DIES, 1)),
        crash("after the offset", () -> Saboteur.after("tech.consumer_offset", Saboteur.DIES, 1)),
        crash("in the commit", () -> Saboteur.atCommitOf("request.ledger", Saboteur.DIES, 1)),
        crash("before COMMIT", () -> cut("COMMIT\0", BEFORE_THE_MESSAGE)),
        crash("after COMMIT, before ack", () -> cut("COMMIT\0", BEFORE_THE_ANSWER)));
  }

  @ParameterizedTest(name = "D1 D2 V1 V7 an intake that dies {0} has one effect")
  @MethodSource("crashesOfAnIntake")
  void intakeThatDiesHasOneEffect(Fault fault) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var asked = required(PARTNER, "d1-" + UUID.randomUUID());
      var free = notRequired(PARTNER, "d1-" + UUID.randomUUID());

      try (var struck = fault.strike()) {
        stage.evaluate(asked, free, asked);
        cast.find(asked);
        stage.await("select 1 from request.outcome where event_id = ?", free.eventId());
        assertThat(Outage.left()).as("%s", struck).isZero();
      }
      stage.evaluate(asked, free);

      var marker = notRequired(PARTNER, "d1-" + UUID.randomUUID()).subject(asked.eventId());
      stage.evaluate(marker);
      stage.await("select 1 from request.outcome where event_id = ?", marker.eventId());
      assertThat(count("request.request", asked.eventId())).isEqualTo("1");
      assertThat(count("request.outcome", free.eventId())).isEqualTo("1");
      assertThat(count("request.inbox", asked.eventId())).isEqualTo("1");
    }
  }

  static Stream<Arguments> crashesOfADecision() {
    return Stream.of(
        crash("before the transaction", () -> cut("BEGIN", BEFORE_THE_MESSAGE)),
        crash("after the vote", () -> Saboteur.after("request.decision", Saboteur.DIES, 1)),
        crash("after the ledger", () -> Saboteur.after("request.ledger", Saboteur.DIES, 1)),
        crash("after the outcome", () -> Saboteur.after("request.outcome", Saboteur.DIES, 1)),
        crash("in the commit", () -> Saboteur.atCommitOf("request.decision", Saboteur.DIES, 1)),
        crash("before COMMIT", () -> cut("COMMIT\0", BEFORE_THE_MESSAGE)),
        crash("after COMMIT, before the answer", () -> cut("COMMIT\0", BEFORE_THE_ANSWER)));
  }

  @ParameterizedTest(name = "D1 D2 I13 V9 a decision that dies {0} is made once, and answered")
  @MethodSource("crashesOfADecision")
  void decisionThatDiesIsMadeOnce(Fault fault) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var draft = required(PARTNER, "d2-" + UUID.randomUUID());
      var request = cast.open(draft);
      DecisionResult result;

      try (var struck = fault.strike()) {
        result = cast.decide("s1@" + PARTNER, keyed(request, draft, "key-" + request));
        assertThat(Outage.left()).as("%s", struck).isZero();
      }

      assertThat(result).isInstanceOfAny(Recorded.class, Replayed.class);
      assertThat(decisions(request)).isEqualTo("1");
      assertThat(stage.value("select status from request.request where id = ?", request))
          .isEqualTo("APPROVED");
    }
  }

  @Test
  @DisplayName("I9 V9 who lost the answer and asks under another key learns that it was decided")
  void lostAnswerIsAnsweredAlreadyDecided() {
    var draft = requiredWithoutSteps(PARTNER, "i9").step("Supervisor", "COUNT", 2);
    var request = cast.open(draft);
    cast.decide("s1@" + PARTNER, keyed(request, draft, "lost"));

    var again = cast.decide("s1@" + PARTNER, keyed(request, draft, "another"));
    var same = cast.decide("s1@" + PARTNER, keyed(request, draft, "lost"));

    assertThat(again).isEqualTo(new Refused(Refusal.ALREADY_DECIDED));
    assertThat(same).isInstanceOf(Replayed.class);
    assertThat(decisions(request)).isEqualTo("1");
  }

  @ParameterizedTest(name = "D3 a decision that meets {0} three times is made at the fourth try")
  @MethodSource("conflicts")
  void conflictIsTriedAgain(String state) throws SQLException {
    var draft = required(PARTNER, "d3-" + UUID.randomUUID());
    var request = cast.open(draft);

    try (var conflict = Saboteur.after("request.decision", state, 3)) {
      assertThat(cast.decide(request, draft, "s1@" + PARTNER, Vote.APPROVE))
          .as("%s", conflict)
          .isInstanceOf(Recorded.class);
    }

    assertThat(decisions(request)).isEqualTo("1");
  }

  static Stream<Arguments> conflicts() {
    return Stream.of(argumentSet("40001", "40001"), argumentSet("40P01", "40P01"));
  }

  @Test
  @DisplayName("D3 a conflict that never ends is passed on after five retries, and nothing is kept")
  void endlessConflictLeavesNothing() throws SQLException {
    var draft = required(PARTNER, "d3-endless");
    var request = cast.open(draft);

    try (var conflict = Saboteur.atCommitOf("request.decision", "40001", 1_000_000)) {
      var failure =
          cast.deciding("s1@" + PARTNER, cast.command(request, draft, Vote.APPROVE))
              .onItemOrFailure()
              .transform((_, problem) -> Optional.ofNullable(problem))
              .await()
              .atMost(PATIENCE);

      assertThat(failure).as("%s", conflict).isPresent();
    }

    assertThat(decisions(request)).isEqualTo("0");
    assertThat(cast.decide(request, draft, "s1@" + PARTNER, Vote.APPROVE))
        .isInstanceOf(Recorded.class);
  }

  @Test
  @DisplayName("D3 whoever the database picks in a deadlock, the decision is made")
  void deadlockIsTriedAgain() throws Exception {
    var draft = required(PARTNER, "d3-deadlock");
    var request = cast.open(draft);
    try (var other = Saboteur.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock("request.ledger_head", "request_id", request));

      var deciding =
          cast.deciding("s1@" + PARTNER, cast.command(request, draft, Vote.APPROVE))
              .subscribeAsCompletionStage();
      waitsForALock();
      try {
        statement.execute(lock("request.request", "id", request));
        other.rollback();
      } catch (SQLException victim) {
        assertThat(victim.getSQLState()).isEqualTo("40P01");
        other.rollback();
      }

      assertThat(deciding.get()).isInstanceOf(Recorded.class);
    }
    assertThat(decisions(request)).isEqualTo("1");
  }

  @Test
  @DisplayName("D8 V1 while the disk is full the intake pauses, and goes on when there is space")
  void fullDiskPausesTheIntake() throws SQLException {
    var draft = required(PARTNER, "d8");

    try (var full = Saboteur.after("request.inbox", "53100", 1_000_000)) {
      stage.evaluate(draft);
      await("select last_value >= 2 and is_called from fault.strikes");
      assertThat(count("request.request", "d8")).as("%s", full).isEqualTo("0");
    }

    cast.find(draft);
    assertThat(count("request.request", "d8")).isEqualTo("1");
    assertThat(stage.read("approvals.intake.v1.dlq")).isEmpty();
    assertThat(stage.read("approvals.evaluations.v1.dlq")).isEmpty();
  }

  @Test
  @DisplayName("D15 V3 fifty people approve one request at once, and all of them count")
  void fiftyApproversOfOneRequest() {
    var people = IntStream.range(0, 50).mapToObj(i -> "m" + i + "@" + PARTNER).toList();
    people.forEach(person -> stage.person(PARTNER, person, "Member"));
    var draft = requiredWithoutSteps(PARTNER, "d15").step("Member", "COUNT", 50);
    var request = cast.open(draft);
    var command = cast.command(request, draft, Vote.APPROVE);

    var results =
        Uni.join()
            .all(people.stream().map(person -> cast.deciding(person, command)).toList())
            .andFailFast()
            .await()
            .atMost(PATIENCE);

    assertThat(results).hasSize(50).allMatch(Recorded.class::isInstance);
    assertThat(decisions(request)).isEqualTo("50");
    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("APPROVED");
  }

  @Test
  @DisplayName("I7 V9 twenty clicks under one key are one vote with one answer")
  void twentyClicksAreOneVote() {
    var draft = required(PARTNER, "i7");
    var request = cast.open(draft);
    var command = keyed(request, draft, "clicked");

    var results =
        Uni.join()
            .all(
                IntStream.range(0, 20)
                    .mapToObj(_ -> cast.deciding("s1@" + PARTNER, command))
                    .toList())
            .andFailFast()
            .await()
            .atMost(PATIENCE);

    assertThat(results.stream().map(DatabaseFaultTest::receipt).distinct()).hasSize(1);
    assertThat(decisions(request)).isEqualTo("1");
  }

  @Test
  @DisplayName("I5 V5 who loses the role may no longer vote, and votes given before stay")
  void lostRoleEndsVotesNotThoseGiven() {
    var draft = requiredWithoutSteps(PARTNER, "i5").step("Supervisor", "COUNT", 2);
    var request = cast.open(draft);
    cast.decide(request, draft, "s1@" + PARTNER, Vote.APPROVE);
    for (String person : List.of("s1", "s2")) {
      stage.run("delete from request.person_role where person_id = ?", person + "@" + PARTNER);
    }

    var late = cast.decide(request, draft, "s2@" + PARTNER, Vote.APPROVE);
    var last = cast.decide(request, draft, "s3@" + PARTNER, Vote.APPROVE);

    assertThat(late).isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    assertThat(last).isInstanceOf(Recorded.class);
    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("APPROVED");
  }

  private static DecisionResult.Receipt receipt(DecisionResult result) {
    return switch (result) {
      case Recorded(var receipt) -> receipt;
      case Replayed(var receipt) -> receipt;
      default -> throw new AssertionError(result);
    };
  }

  private DecisionCommand keyed(UUID request, EvaluationDraft draft, String key) {
    var command = cast.command(request, draft, Vote.APPROVE);
    return new DecisionCommand(
        command.request(),
        command.vote(),
        command.reason(),
        command.seen(),
        command.version(),
        Optional.of(key),
        command.aim());
  }

  private static AutoCloseable cut(String marker, Break where) {
    Outage.breakAt(marker, where, 1);
    return () -> {};
  }

  private static Arguments crash(String when, Fault fault) {
    return argumentSet(when, fault);
  }

  private static String lock(String table, String column, UUID request) {
    return "select from %s where %s = '%s' for update".formatted(table, column, request);
  }

  private void waitsForALock() {
    await("select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock'");
  }

  private void await(String condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> stage.value(condition), "t"::equals);
  }

  private String count(String table, String eventId) {
    return String.valueOf(
        stage.value("select count(*) from " + table + " where event_id = ?", eventId));
  }

  private String decisions(UUID request) {
    return String.valueOf(
        stage.value("select count(*) from request.decision where request_id = ?", request));
  }
}
