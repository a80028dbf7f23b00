package dev.countersign.request.db;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.app.DecisionResult.Refused;
import dev.countersign.request.app.DecisionResult.Replayed;
import dev.countersign.request.app.VerifyLedger;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Vote;
import dev.countersign.request.race.RaceOracle;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Votes of one partner that come together, on real PostgreSQL. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class GroupCommitTest {
  private static final String PARTNER = "group-commit";
  private static final String FIRST = "s1@" + PARTNER;
  private static final String SECOND = "s2@" + PARTNER;
  private static final String MAKER = "maker@" + PARTNER;

  /** Its rows are tampered with. */
  private static final String TAMPERED = "group-tampered";

  private static final int CROWD = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject VerifyLedger verifyLedger;

  /** A request that is open, and what it was opened with. */
  private record Open(UUID request, EvaluationDraft draft) {}

  @BeforeEach
  void people() {
    stage.person(PARTNER, FIRST, "Supervisor");
    stage.person(PARTNER, SECOND, "Supervisor");
    stage.person(PARTNER, MAKER, "Supervisor");
  }

  @AfterEach
  void nothingIsWrong() {
    assertThat(RaceOracle.violations(stage, PARTNER)).isEmpty();
    var auditor = new Actor.Human(PARTNER, new PersonId("auditor@" + PARTNER), Set.of());
    assertThat(verifyLedger.ofPartner(auditor).await().atMost(PATIENCE).findings()).isEmpty();
  }

  @Test
  @DisplayName("votes that come together share their transactions, and each is recorded")
  void votesShareTransactions() {
    var open = open(CROWD);

    var asked = open.stream().map(it -> ask(FIRST, it, Vote.APPROVE)).toList();

    assertThat(asked).allSatisfy(it -> assertThat(answerOf(it)).isInstanceOf(Recorded.class));
    assertThat(open).allSatisfy(it -> assertThat(status(it)).isEqualTo("APPROVED"));
    assertThat(transactionsOf(open)).isLessThan(CROWD);
  }

  @Test
  @DisplayName("I1 one vote among others that must not be is refused, and takes none along")
  void refusalIsOnesOwn() {
    var open = open(4);
    var asked =
        List.of(
            ask(FIRST, open.get(0), Vote.APPROVE),
            ask(MAKER, open.get(1), Vote.APPROVE),
            ask(FIRST, new Open(UUID.randomUUID(), open.get(0).draft()), Vote.APPROVE),
            ask(SECOND, open.get(2), Vote.REJECT),
            ask(FIRST, open.get(3), Vote.APPROVE));

    assertThat(asked.stream().map(this::answerOf).map(GroupCommitTest::inShort))
        .containsExactly(
            "recorded",
            Refusal.MAKER_MAY_NOT_DECIDE.name(),
            Refusal.UNKNOWN_REQUEST.name(),
            "recorded",
            "recorded");
    assertThat(open.stream().map(this::status))
        .containsExactly("APPROVED", "PENDING", "REJECTED", "APPROVED");
  }

  @Test
  @DisplayName("I1 a vote that the database alone refuses fails, and those beside it are recorded")
  void failureIsOnesOwn() {
    var person = "s1@" + TAMPERED;
    stage.person(TAMPERED, person, "Supervisor");
    var open = open(TAMPERED, 4);
    var tampered = open.get(2).request();
    stage.run(
        "update request.request set maker_set = maker_set || ?, version = version + 1 where id = ?",
        person,
        tampered);

    var asked = open.stream().map(it -> ask(person, it, Vote.APPROVE)).toList();

    assertThat(catchThrowable(() -> answerOf(asked.get(2))))
        .hasStackTraceContaining("a maker does not decide");
    assertThat(List.of(asked.get(0), asked.get(1), asked.get(3)))
        .allSatisfy(it -> assertThat(answerOf(it)).isInstanceOf(Recorded.class));
    assertThat(stage.value("select seq from request.ledger_head where request_id = ?", tampered))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("I13 the same vote sent many times at once is recorded once")
  void sameVoteIsRecordedOnce() {
    var open = open(1).getFirst();

    var asked = IntStream.range(0, CROWD).mapToObj(_ -> ask(FIRST, open, Vote.APPROVE)).toList();

    var answers = asked.stream().map(this::answerOf).toList();
    assertThat(answers.stream().filter(Recorded.class::isInstance)).hasSize(1);
    assertThat(answers.stream().filter(Replayed.class::isInstance)).hasSize(CROWD - 1);
  }

  @Test
  @DisplayName("a vote that waits for somebody's lock keeps no other waiting")
  void lockHoldsUpItsOwnVoteOnly() throws SQLException {
    var open = open(4);
    CompletableFuture<DecisionResult> blocked;
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local app.partner_ids = '{" + PARTNER + "}'");
      statement.execute(
          "select from request.request where partner_id = '%s' and id = '%s' for no key update"
              .formatted(PARTNER, open.get(0).request()));

      var first = ask(FIRST, open.get(1), Vote.APPROVE);
      blocked = ask(FIRST, open.get(0), Vote.APPROVE);
      var beside = List.of(2, 3).stream().map(i -> ask(FIRST, open.get(i), Vote.APPROVE)).toList();

      assertThat(answerOf(first)).isInstanceOf(Recorded.class);
      assertThat(beside).allSatisfy(it -> assertThat(answerOf(it)).isInstanceOf(Recorded.class));
      assertThat(blocked).isNotDone();
      connection.rollback();
    }
    assertThat(answerOf(blocked)).isInstanceOf(Recorded.class);
  }

  private List<Open> open(int count) {
    return open(PARTNER, count);
  }

  private List<Open> open(String partner, int count) {
    var drafts =
        IntStream.range(0, count)
            .mapToObj(_ -> required(partner, "g-" + UUID.randomUUID()))
            .toList();
    stage.evaluate(drafts.toArray(EvaluationDraft[]::new));
    var open = new ArrayList<Open>();
    drafts.forEach(draft -> open.add(new Open(cast.find(draft), draft)));
    return open;
  }

  private CompletableFuture<DecisionResult> ask(String person, Open open, Vote vote) {
    var plain = cast.command(open.request(), open.draft(), vote);
    var keyed =
        new DecisionCommand(
            plain.request(),
            plain.vote(),
            plain.reason(),
            plain.seen(),
            plain.version(),
            Optional.of("key-" + open.request()),
            plain.aim());
    return cast.deciding(person, keyed).subscribeAsCompletionStage();
  }

  private DecisionResult answerOf(CompletableFuture<DecisionResult> asked) {
    return asked.orTimeout(PATIENCE.toSeconds(), SECONDS).join();
  }

  private static String inShort(DecisionResult result) {
    return switch (result) {
      case Recorded _ -> "recorded";
      case Refused(var refusal) -> refusal.name();
      default -> result.toString();
    };
  }

  private String status(Open open) {
    return String.valueOf(
        stage.value("select status from request.request where id = ?", open.request()));
  }

  private int transactionsOf(List<Open> open) {
    var ids = open.stream().map(Open::request).toArray(UUID[]::new);
    return Integer.parseInt(
        String.valueOf(
            stage.value(
                "select count(distinct xmin::text) from request.decision where request_id = any (?)",
                (Object) ids)));
  }
}
