package dev.countersign.request.fault;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.embedded.ConnectorDefinition;
import dev.countersign.embedded.Databases;
import dev.countersign.embedded.Republication;
import dev.countersign.request.core.Vote;
import dev.countersign.request.db.CaptureWatch;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Between the committed row and the topic: Connect dies, slots are lost, offsets are forgotten.
 * What is committed is published, with one content and in order, or somebody is told.
 */
@QuarkusTest
@WithTestResource(OwnDatabase.class)
class PublicationTest {
  private static final String LARGEST = "max.message.bytes";
  private static final String USUAL = "1048588";

  /** No message fits, but the marker that ends a transaction does. */
  private static final String SMALLER_THAN_ANY = "200";

  private static final String PARTNER = "publication";
  private static final int INTERLEAVINGS = Integer.getInteger("faults.interleavings", 2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static @Nullable OwnConnect connect;

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject CaptureWatch captureWatch;

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void connector() throws Exception {
    stage.person(PARTNER, "s1@" + PARTNER, "Supervisor");
    if (connect == null) {
      connect = OwnConnect.start();
      // What other tests wrote before there was a slot is none of this test's business.
      new Republication(
              connect.connectors(),
              Outage.database(),
              OwnConnect.definition(),
              Republication.LEDGER_TABLES)
          .since(Instant.EPOCH);
    }
  }

  @AfterEach
  void whatIsPublishedIsTrue() throws Exception {
    try {
      messages().awaitAll();
      assertThat(messages().violations()).isEmpty();
    } catch (AssertionError | ConditionTimeoutException broken) {
      // The next test starts with a connector of its own, and does not fail for this one.
      stop();
      throw broken;
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (connect != null) {
      connect.close();
      connect = null;
    }
  }

  @Test
  @DisplayName(
      "E1 E16 E17 V2 V10 a Connect worker that is killed says everything, and nothing else")
  void killedWorkerLosesNothing() throws Exception {
    var drafts = new ArrayList<EvaluationDraft>();
    for (int i = 0; i < 60; i++) {
      drafts.add(required(PARTNER, "e1-" + UUID.randomUUID()));
    }
    stage.evaluate(drafts.toArray(EvaluationDraft[]::new));
    for (EvaluationDraft draft : drafts) {
      cast.decide(cast.find(draft), draft, "s1@" + PARTNER, Vote.APPROVE);
      if (draft == drafts.get(30)) {
        connect().killAndRestart();
      }
    }

    messages().awaitAll();
    assertThat(messages().missing()).isEmpty();
  }

  @Test
  @DisplayName("E2 V10 transactions that are open over a restart of the connector are published")
  void interleavedTransactionsAreNotLost() throws Exception {
    var random = new SplittableRandom(INTERLEAVINGS);
    for (int round = 0; round < INTERLEAVINGS; round++) {
      try (var a = open();
          var b = open()) {
        Messages.say(a, alerts(), 1 + random.nextInt(3));
        Messages.say(b, alerts(), 1 + random.nextInt(3));
        b.commit();
        if (random.nextBoolean()) {
          messages().missing();
        }
        connect().stopConnector();
        Messages.say(b, alerts(), 1);
        if (random.nextBoolean()) {
          b.commit();
        }
        Messages.say(a, alerts(), 1);
        a.commit();
        connect().resumeConnector();
        b.commit();
      }
      messages().awaitAll();
    }
  }

  @Test
  @DisplayName("E3 E18 V10 ten thousand rows of one transaction are published over a restart")
  void hugeTransactionIsPublished() throws Exception {
    try (var connection = open()) {
      try (var statement = connection.createStatement()) {
        statement.execute("set local logical_decoding_work_mem = '64kB'");
      }
      Messages.say(connection, alerts(), 10_000);
      connection.commit();
    }
    connect().killAndRestart();

    assertThat(messages().awaitAll()).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  @DisplayName("E4 V10 what a lost slot kept back is published by the repair")
  void lostSlotIsRepaired() throws Exception {
    messages().awaitAll();
    connect().stopConnector();
    sayAndCommit(3);
    loseTheSlot();
    assertThat(slot("wal_status")).isEqualTo("lost");
    sayAndCommit(2);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> captureWatch.lostSlots().contains(OwnConnect.SLOT));

    var repair = repair();
    repair.since(repair.lastBeat());

    messages().awaitAll();
    sayAndCommit(1);
  }

  @Test
  @DisplayName("E5 V10 a slot that was made anew behind our back is an error, and can be repaired")
  void slotMadeAnewIsNoticed() throws Exception {
    messages().awaitAll();
    connect().stopConnector();
    sayAndCommit(3);
    var databases = new Databases(Outage.database().address());
    databases.dropSlot(OwnConnect.SLOT);
    databases.createSlot(Outage.database(), OwnConnect.SLOT);
    sayAndCommit(1);

    connect().connectors().resume(OwnConnect.CONNECTOR);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> connect().connectors().state(OwnConnect.CONNECTOR).hasFailed());
    var repair = repair();
    repair.since(repair.lastBeat());

    messages().awaitAll();
  }

  @Test
  @DisplayName("E6 V2 V10 forgotten offsets make no gap, and nothing is said twice")
  void forgottenOffsetsMakeNoGap() throws Exception {
    var before = messages().awaitAll();
    connect().stopConnector();
    sayAndCommit(2);
    connect().connectors().forgetOffsets(OwnConnect.CONNECTOR);

    connect().resumeConnector();

    assertThat(messages().awaitAll()).isBetween(before + 2, before + 20);
  }

  @Test
  @DisplayName("E12 while others write, the heartbeat lets go of the log")
  void heartbeatLetsGoOfTheLog() throws Exception {
    for (int i = 0; i < 3; i++) {
      writeMuch(8_000);
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            Long.parseLong(
                    slot("pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint"))
                < 1_000_000);
  }

  @Test
  @DisplayName("E14 a second connector on the same slot fails, and the first goes on")
  void secondConnectorOnTheSlotFails() throws Exception {
    var usual = OwnConnect.definition();
    var second =
        new ConnectorDefinition(
            "second",
            usual
                .json()
                .replace("\"" + OwnConnect.CONNECTOR + "\"", "\"second\"")
                .replace(
                    "\"slot.max.retries\": \"60\"",
                    "\"slot.max.retries\": \"1\", \"errors.max.retries\": \"0\""));

    connect().connectors().put(second);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> connect().connectors().state("second").hasFailed());
    connect().connectors().delete("second");

    sayAndCommit(2);
    messages().awaitAll();
    assertThat(connect().connectors().state(OwnConnect.CONNECTOR).isRunning()).isTrue();
  }

  @Test
  @DisplayName("E15 V10 while the topic takes nothing, nothing is skipped")
  void topicThatTakesNothingLosesNothing() throws Exception {
    messages().awaitAll();
    largest(SMALLER_THAN_ANY);
    try {
      sayAndCommit(2);
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(PATIENCE)
          .until(() -> messages().missing().size() == 2);
    } finally {
      largest(USUAL);
    }

    // Connect says FAILED only when the refused transaction has timed out, a minute later.
    Awaitility.await()
        .atMost(PATIENCE.multipliedBy(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          connect().connectors().restartFailed(OwnConnect.CONNECTOR);
          return messages().missing().isEmpty();
        });
  }

  @Test
  @DisplayName("E19 E20 the connector reads what is published and nothing else, and makes nothing")
  void connectorHasFewRights() throws Exception {
    try (var cdc = DriverManager.getConnection(Outage.database().jdbcUrl(), "cdc", "cdc");
        var statement = cdc.createStatement()) {
      statement.execute("select 1 from request.ledger limit 1");
      for (String refused :
          new String[] {
            "select 1 from request.person",
            "select 1 from request.decision",
            "select 1 from request.request",
            "insert into request.inbox values ('acme', 's', 'e', sha256('x'))",
            "update request.ledger set topic = 'x'",
            "delete from request.outcome",
            "create publication mine for table request.ledger",
            "create table public.mine (i int)"
          }) {
        assertThatThrownBy(() -> statement.execute(refused))
            .as(refused)
            .isInstanceOf(SQLException.class)
            .extracting(it -> ((SQLException) it).getSQLState())
            .isEqualTo("42501");
      }
    }
    assertThat(OwnConnect.definition().json())
        .contains("\"publication.autocreate.mode\": \"disabled\"")
        .doesNotContain("logical.decoding.message");
  }

  private static void loseTheSlot() throws SQLException {
    for (int i = 0; i < 4; i++) {
      writeMuch(16_000);
      Saboteur.run("select pg_switch_wal()");
    }
    Saboteur.run("checkpoint");
  }

  /** To a table that no connector reads. */
  private static void writeMuch(int rows) throws SQLException {
    Saboteur.run(
        """
        create schema if not exists fault;
        create table if not exists fault.busy (text text);
        insert into fault.busy select repeat(md5(i::text), 30) from generate_series(1, %d) i
        """
            .formatted(rows));
  }

  private String slot(String column) {
    return String.valueOf(
        stage.value(
            "select " + column + " from pg_replication_slots where slot_name = ?",
            OwnConnect.SLOT));
  }

  private void largest(String bytes) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, alerts());
      var change = new AlterConfigOp(new ConfigEntry(LARGEST, bytes), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
      // The broker obeys a little later than it answers.
      Awaitility.await().atMost(PATIENCE).until(() -> holds(admin, topic, bytes));
    }
  }

  private static boolean holds(Admin admin, ConfigResource topic, String bytes) throws Exception {
    return admin.describeConfigs(List.of(topic)).all().get().values().stream()
        .map(settings -> settings.get(LARGEST))
        .allMatch(setting -> setting != null && bytes.equals(setting.value()));
  }

  private void sayAndCommit(int rows) throws SQLException {
    try (var connection = open()) {
      Messages.say(connection, alerts(), rows);
      connection.commit();
    }
  }

  private static Connection open() throws SQLException {
    var connection = Saboteur.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private String alerts() {
    return stage.topic("approvals.alerts.v1");
  }

  private Messages messages() {
    return new Messages(stage);
  }

  private Republication repair() throws IOException {
    return new Republication(
        connect().connectors(),
        Outage.database(),
        OwnConnect.definition(),
        Republication.LEDGER_TABLES);
  }

  private static OwnConnect connect() {
    return Objects.requireNonNull(connect);
  }
}
