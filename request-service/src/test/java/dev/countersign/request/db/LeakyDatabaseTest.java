package dev.countersign.request.db;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TN-15: ways round row-level security that were real once, with the service's own login. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class LeakyDatabaseTest {

  @Inject Stage stage;
  @Inject Cast cast;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create function request.leak(text) returns bool language sql as 'select true'",
        "create function public.leak(text) returns bool language sql as 'select true'",
        "create function tech.leak(text) returns bool language sql as 'select true'",
        "create operator public.<<< (leftarg = text, rightarg = text, function = texteq)",
        "create view public.leak as select * from request.request",
        "create schema leak",
        "alter role request_app bypassrls",
        "alter table request.request no force row level security",
        "alter function request.forbid() owner to request_app",
        "create extension postgres_fdw",
        "copy request.request to program 'cat'",
        "select pg_read_file('/etc/passwd')",
        "set session_replication_role = replica"
      })
  @DisplayName("TN-15, AD-01: the service creates nothing that could see what it may not")
  void nothingIsCreated(String sql) throws SQLException {
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);

      assertThat(stateOf(statement, sql)).isIn("42501", "58P01");
    }
  }

  @Test
  @DisplayName("TN-15: statistics of a table show no values to whom its rows are closed")
  void statisticsShowNothing() throws SQLException {
    stage.person("leak", "supervisor@leak", "Supervisor");
    cast.open(required("leak", "leak-1"));
    stage.run("analyze request.request");
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select count(*) from pg_stats where schemaname = 'request'")) {
      rows.next();

      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  @DisplayName("TN-15: a condition of the caller is not asked of a foreign row")
  void conditionsAreNotAskedOfForeignRows() throws SQLException {
    stage.person("leak", "supervisor@leak", "Supervisor");
    cast.open(required("leak", "leak-2"));
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select set_config('app.partner_ids', '{nobody-here}', true)");

      // It would divide by nothing, were it asked of the row of the other partner.
      assertThat(
              stateOf(
                  statement,
                  "select 1 from request.request where 1 / (length(partner_id) - 4) > 0"))
          .isEqualTo("00000");
    }
  }

  @Test
  @DisplayName("TN-15, TN-13: the service does not start on a PostgreSQL that is known to leak")
  void olderServersAreRefused() {
    assertThat(DatabaseSelfTest.isPatched(150_013)).isFalse();
    assertThat(DatabaseSelfTest.isPatched(150_014)).isTrue();
    assertThat(DatabaseSelfTest.isPatched(140_018)).isFalse();
    assertThat(DatabaseSelfTest.isPatched(140_019)).isTrue();
    assertThat(DatabaseSelfTest.isPatched(160_009)).isFalse();
    assertThat(DatabaseSelfTest.isPatched(170_005)).isFalse();
    assertThat(DatabaseSelfTest.isPatched(170_006)).isTrue();
    assertThat(DatabaseSelfTest.isPatched(180_000)).isTrue();
    assertThat(DatabaseSelfTest.isPatched(130_022)).isTrue();
    assertThat(DatabaseSelfTest.isPatched(120_022)).isFalse();
  }

  private static String stateOf(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "00000";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
