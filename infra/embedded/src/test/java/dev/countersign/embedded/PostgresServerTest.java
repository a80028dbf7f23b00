package dev.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void committedRowsSurviveAKilledServer() throws Exception {
    PostgresServer server = new PostgresServer(directory, Ports.free(1).getFirst()).prepare();
    Child first = Child.start(server.command()).awaitReady(PATIENCE);
    Database database = server.databases().create("request", "request");
    execute(database, "create table kept (id int); insert into kept values (42)");

    first.kill();
    Child second = Child.start(server.prepare().command()).awaitReady(PATIENCE);

    try (second) {
      assertThat(query(database, "select id from kept")).isEqualTo("42");
    }
    assertThat(second.process().isAlive()).isFalse();
  }

  @Test
  void lockOfAnotherProcessDoesNotBlockTheStart() throws Exception {
    PostgresServer server = new PostgresServer(directory, Ports.free(1).getFirst()).prepare();
    Files.writeString(
        directory.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (Child child = Child.start(server.prepare().command()).awaitReady(PATIENCE)) {
      assertThat(child.process().isAlive()).isTrue();
    }
  }

  @Test
  void servicesOwnNothingAndOthersStayOutside() throws Exception {
    PostgresServer server = new PostgresServer(directory, Ports.free(1).getFirst()).prepare();
    try (Child child = Child.start(server.command()).awaitReady(PATIENCE)) {
      Database request = server.databases().create("request", "request");
      Database rules = server.databases().create("rules", "rules");
      server.databases().create("rules", "rules");

      assertThat(child.process().isAlive()).isTrue();
      assertThatThrownBy(() -> open(rules, request.serviceRole(), request.serviceRole()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
      assertThatThrownBy(() -> open(request, request.serviceRole(), "wrong"))
          .hasMessageContaining("password authentication failed");
      try (Connection connection = open(request, request.serviceRole(), request.serviceRole());
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
            .hasMessageContaining("permission denied for schema public");
      }
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection =
            open(database, database.migrationRole(), database.migrationRole());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(Database database, String sql) throws SQLException {
    try (Connection connection =
            open(database, database.migrationRole(), database.migrationRole());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection open(Database database, String role, String password)
      throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), role, password);
  }
}
