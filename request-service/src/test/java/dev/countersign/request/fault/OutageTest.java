package dev.countersign.request.fault;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.embedded.Databases;
import dev.countersign.platform.storage.SqlStates;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.core.Vote;
import dev.countersign.request.race.RaceOracle;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database is away, slow or full of locks: callers are told so at once, and nothing is lost.
 */
@QuarkusTest
@WithTestResource(OwnDatabase.class)
class OutageTest {
  private static final String PARTNER = "outage";
  private static final int KILLS = Integer.getInteger("faults.kills", 2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject TenantTransaction transaction;

  @BeforeEach
  void people() {
    stage.person(PARTNER, "s1@" + PARTNER, "Supervisor");
  }

  @AfterEach
  void nothingIsWrong() {
    assertThat(RaceOracle.violations(stage, PARTNER)).isEmpty();
  }

  @Test
  @DisplayName("D4 V1 V9 V13 a killed database loses no acknowledged decision, and is missed aloud")
  void killedDatabaseLosesNothing() {
    for (int round = 0; round < KILLS; round++) {
      var drafts = drafts(12);
      var requests = drafts.stream().map(cast::open).toList();
      var acknowledged = new ArrayList<UUID>();
      for (int i = 0; i < requests.size() / 2; i++) {
        decide(requests.get(i), drafts.get(i)).then().statusCode(201);
        acknowledged.add(requests.get(i));
      }

      Outage.kill();
      var during = required(PARTNER, "d4-" + UUID.randomUUID());
      stage.evaluate(during);
      var refused = decide(requests.getLast(), drafts.getLast());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.jsonPath().getString("code")).isEqualTo("unavailable");
      given().get("/q/health/ready").then().statusCode(503);
      Outage.restart();

      cast.find(during);
      for (int i = requests.size() / 2; i < requests.size(); i++) {
        awaitDecided(requests.get(i), drafts.get(i));
        acknowledged.add(requests.get(i));
      }
      for (UUID request : acknowledged) {
        assertThat(decisions(request)).isEqualTo("1");
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
  }

  @Test
  @DisplayName("D9 V13 a table that stays locked is answered 503 in seconds, and the intake waits")
  void lockedTableIsAnsweredSoon() throws SQLException {
    var draft = required(PARTNER, "d9");
    var request = cast.open(draft);
    var waiting = notRequired(PARTNER, "d9-waiting");
    try (var other = Saboteur.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table request.decision, request.inbox in access exclusive mode");
      stage.evaluate(waiting);

      var started = System.nanoTime();
      var answer = decide(request, draft);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
      other.rollback();
    }

    stage.await("select 1 from request.outcome where event_id = 'd9-waiting'");
    awaitDecided(request, draft);
  }

  @Test
  @DisplayName(
      "I16 D9 more callers than the queue holds are turned away, and nobody waits for long")
  void fullQueueTurnsCallersAway() throws SQLException {
    var draft = required(PARTNER, "i16");
    var request = cast.open(draft);
    var command = cast.command(request, draft, Vote.APPROVE);
    List<Optional<Throwable>> failures;
    try (var other = Saboteur.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table request.request in access exclusive mode");

      failures =
          Uni.join()
              .all(
                  IntStream.range(0, 1_100)
                      .mapToObj(_ ->
                          cast.deciding("s1@" + PARTNER, command)
                              .onItemOrFailure()
                              .transform((_, failure) -> Optional.ofNullable(failure)))
                      .toList())
              .andFailFast()
              .await()
              .atMost(PATIENCE);
      other.rollback();
    }

    assertThat(failures).hasSize(1_100).allMatch(Optional::isPresent);
    assertThat(failures).allMatch(failure -> SqlStates.isOverloaded(failure.orElseThrow()));
    assertThat(cast.decide(request, draft, "s1@" + PARTNER, Vote.APPROVE))
        .isInstanceOf(Recorded.class);
  }

  @Test
  @DisplayName("D9 D14 locks, statements, idle and long transactions have an end")
  void everyWaitHasAnEnd() {
    assertThat(setting("lock_timeout")).isEqualTo("2s");
    assertThat(setting("statement_timeout")).isEqualTo("5s");
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("10s");
    assertThat(setting("transaction_timeout")).isEqualTo("30s");

    assertThatThrownBy(() ->
            transaction
                .run(
                    Set.of(PARTNER),
                    connection ->
                        connection
                            .query(
                                "set local transaction_timeout = 0;"
                                    + " set local transaction_timeout = '200ms';"
                                    + " select pg_sleep(4)")
                            .execute())
                .await()
                .atMost(PATIENCE))
        .matches(failure -> SqlStates.isOverloaded(failure) || SqlStates.isUnavailable(failure));
  }

  @Test
  @DisplayName("D16 a migration that fails half way leaves the schema as it was")
  void brokenMigrationLeavesNothing(@TempDir Path directory) throws Exception {
    var databases = new Databases(Outage.database().address());
    var database = databases.create("request", "broken");
    Files.writeString(
        directory.resolve("V999__break.sql"), "create table request.half (id int); select 1 / 0;");
    var flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.migrationRole(), database.migrationRole())
            .defaultSchema("tech")
            .locations("classpath:db/migration", "filesystem:" + directory)
            .load();

    assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);

    try (var connection = databases.connect("broken");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select to_regclass('request.half') is null")) {
      rows.next();
      assertThat(rows.getBoolean(1)).isTrue();
    }
    databases.drop("broken");
  }

  private String setting(String name) {
    return transaction
        .run(
            Set.of(PARTNER),
            connection ->
                connection
                    .query("show " + name)
                    .execute()
                    .map(rows -> rows.iterator().next().getString(0)))
        .await()
        .atMost(PATIENCE);
  }

  private static List<EvaluationDraft> drafts(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> required(PARTNER, "o-" + UUID.randomUUID()))
        .toList();
  }

  /** The same key again and again, as a careful client would. */
  private void awaitDecided(UUID request, EvaluationDraft draft) {
    Awaitility.await().atMost(PATIENCE).until(() -> decide(request, draft).statusCode() == 201);
  }

  private static Response decide(UUID request, EvaluationDraft draft) {
    var body =
        """
        {"vote":"APPROVE","reason":"matches the order","payloadDigest":"%s","iteration":1,
         "policyVersion":3}
        """
            .formatted(draft.payloadDigest());
    return given()
        .header("Authorization", bearer("s1@" + PARTNER, PARTNER))
        .header("Idempotency-Key", "key-" + request)
        .contentType("application/json")
        .body(body)
        .post("/v1/approval-requests/" + request + "/decisions");
  }

  private String decisions(UUID request) {
    return String.valueOf(
        stage.value("select count(*) from request.decision where request_id = ?", request));
  }
}
