package dev.countersign.request.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.Databases;
import dev.countersign.embedded.KillableServer;
import dev.countersign.embedded.Ports;
import dev.countersign.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two servers, of which the first dies and the second is promoted. The standby is a copy of the
 * stopped primary: the archive of the binaries has no tool for a base backup.
 */
class StandbyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SLOT = "request_ledger";
  private static final String WORK =
      """
      insert into request.inbox (partner_id, source, event_id, content_digest)
        values ('acme', '/billing', '%1$s', sha256('x'));
      insert into tech.consumer_offset values ('request-service', 'evaluations', 0, %1$s)
        on conflict (group_id, topic, partition) do update set next_offset = excluded.next_offset;
      update tech.heartbeat set at = clock_timestamp()
      """;
  private static final Map<String, String> SMALL =
      Map.of(
          "shared_buffers", "32MB",
          "max_connections", "30",
          "hot_standby_feedback", "on",
          "wal_receiver_status_interval", "1",
          "wal_retrieve_retry_interval", "200ms");

  private KillableServer primary;
  private KillableServer standby;
  private final Database database;

  StandbyTest() throws Exception {
    var ports = Ports.free(2);
    var first = server(ports.getFirst(), SMALL);
    primary = KillableServer.start(first);
    database = first.databases().create("request", "request");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.migrationRole(), database.migrationRole())
        .defaultSchema("tech")
        .locations("classpath:db/migration")
        .load()
        .migrate();
    run(primary, "select pg_create_physical_replication_slot('standby')");
    standby = copyOf(ports.getLast());
  }

  @BeforeEach
  void standbyFollows() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "1".equals(value(primary, "select count(*) from pg_stat_replication")));
  }

  @AfterEach
  void stop() throws IOException {
    standby.close();
    primary.close();
  }

  @Test
  @DisplayName("D5 V1 V9 with a synchronous standby, what was acknowledged survives the primary")
  void acknowledgedSurvivesThePrimary() throws Exception {
    run(primary, "alter system set synchronous_standby_names = '*'");
    run(primary, "select pg_reload_conf()");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "sync".equals(value(primary, "select sync_state from pg_stat_replication")));

    run(primary, WORK.formatted("1"));
    run(primary, WORK.formatted("2"));
    primary.kill();
    promote();

    assertThat(value(standby, "select count(*) from request.inbox")).isEqualTo("2");
    assertThat(value(standby, "select next_offset from tech.consumer_offset")).isEqualTo("2");
  }

  @Test
  @DisplayName("D5 V1 without one, rows and offsets fall back together, so that all is read again")
  void rowsAndOffsetsFallBackTogether() throws Exception {
    run(primary, WORK.formatted("1"));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "1".equals(value(standby, "select count(*) from request.inbox")));
    standby.kill();
    run(primary, WORK.formatted("2"));
    primary.kill();
    standby.restart();
    promote();

    assertThat(value(standby, "select max(event_id) from request.inbox")).isEqualTo("1");
    assertThat(value(standby, "select next_offset from tech.consumer_offset")).isEqualTo("1");
  }

  @Test
  @DisplayName(
      "D7 E7 V10 the log is not read before the standby has it, and the standby has the slot")
  void logIsNotReadBeforeTheStandbyHasIt() throws Exception {
    var databases = primary.server().databases();
    databases.createSlot(database, SLOT);
    run(primary, "alter system set synchronized_standby_slots = 'standby'");
    run(primary, "select pg_reload_conf()");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "standby".equals(value(primary, "show synchronized_standby_slots")));
    run(primary, WORK.formatted("1"));
    assertThat(changes(primary)).isNotEqualTo("0");

    standby.kill();
    run(primary, WORK.formatted("2"));
    assertThatThrownBy(() -> changes(primary)).isInstanceOf(SQLException.class);
    standby.restart();

    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> !"0".equals(changes(primary)));
    assertThat(
            value(
                primary,
                "select failover from pg_replication_slots where slot_name = '" + SLOT + "'"))
        .isEqualTo("t");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          run(standby, "select pg_sync_replication_slots()");
          return "t".equals(value(standby, "select count(*) = 1 from pg_replication_slots"));
        });
  }

  private static String changes(KillableServer server) throws SQLException {
    return value(
        server,
        "set statement_timeout = '2s'; select count(*) from pg_logical_slot_get_binary_changes('"
            + SLOT
            + "', null, null, 'proto_version', '1', 'publication_names', 'cdc_ledger')");
  }

  private void promote() throws SQLException {
    run(standby, "select pg_promote(true, 30)");
  }

  private KillableServer copyOf(int port) throws Exception {
    var settings = new HashMap<>(SMALL);
    settings.put(
        "primary_conninfo",
        "host=127.0.0.1 port=%d user=postgres password=postgres dbname=request application_name=standby"
            .formatted(primary.server().port()));
    settings.put("primary_slot_name", "standby");
    var second = server(port, settings);
    primary.kill();
    copy(primary.server().directory().resolve("data"), second.directory().resolve("data"));
    Files.writeString(second.directory().resolve("data/standby.signal"), "");
    primary.restart();
    return KillableServer.start(second);
  }

  private static PostgresServer server(int port, Map<String, String> settings) throws IOException {
    var directory = Files.createTempDirectory("countersign-standby-");
    return new PostgresServer(directory, port, settings);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        var name = file.getFileName().toString();
        if (!name.equals("postmaster.pid")) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private static void run(KillableServer server, String sql) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(KillableServer server, String sql) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
      while (statement.getResultSet() == null) {
        statement.getMoreResults();
      }
      try (var rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static Connection connect(KillableServer server) throws SQLException {
    return new Databases(server.server().address()).connect("request");
  }
}
