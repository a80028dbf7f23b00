package dev.countersign.rules.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses even to a service that has lost its mind, with the service's role. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PolicyGuardsTest {

  private final String partner = "p-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  @DisplayName("SD-15 Ruling 35: an author's own activation is refused under the strict preset")
  void authorCannotActivateTheirOwnVersion() throws SQLException {
    try (var database = withVersionInReview("STRICT_MAKER_CHECKER")) {
      assertThatThrownBy(() -> run(database, activatedBy("author")))
          .hasMessageContaining("four_eyes");
    }
    try (var database = reconnect()) {
      assertThatCode(() -> run(database, activatedBy("other"))).doesNotThrowAnyException();
    }
  }

  @Test
  void lightweightPresetLiftsFourEyes() throws SQLException {
    try (var database = withVersionInReview("LIGHTWEIGHT")) {
      assertThatCode(() -> run(database, activatedBy("author"))).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update rules.policy_version set terms = '{\"a\":1}', row_version = row_version + 1",
        "update rules.policy_version set authors = '{}', row_version = row_version + 1",
        "update rules.policy_version set state = 'DRAFT', row_version = row_version + 1",
        "update rules.policy_version set state = 'RETIRED', row_version = row_version + 1",
        "update rules.policy_version set submitted_by = 'x'",
        "update rules.policy_version set operation = 'payout', row_version = row_version + 1",
        "update rules.policy_version set four_eyes = false",
        "delete from rules.policy_version",
        "update rules.partner set preset = 'LIGHTWEIGHT', version = version + 1",
        "delete from rules.partner",
        "update rules.partner_outbox set body = null",
        "select * from rules.partner_outbox",
        "select ce_id from rules.policy_outbox",
        "update rules.operation set code = 'x'",
        "delete from rules.operation",
        "update rules.operation_change set changed_by = 'x'",
        "delete from rules.operation_change"
      })
  void reviewedVersionIsImmutable(String attack) throws SQLException {
    try (var database = withVersionInReview("STRICT_MAKER_CHECKER")) {
      assertThatThrownBy(() -> run(database, attack)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("F-015: of one operation at most one version is active")
  void onlyOneVersionIsActive() throws SQLException {
    try (var database = withVersionInReview("LIGHTWEIGHT")) {
      run(database, activatedBy("author"));
      assertThatThrownBy(() ->
              run(
                  database,
                  """
                  insert into rules.policy_version (partner_id, policy_id, version, operation, state,
                    terms, authors, activated_by, activated_at, valid_from)
                  select partner_id, policy_id, 2, operation, 'ACTIVE', terms, authors, 'x', now(),
                    now()
                  from rules.policy_version
                  """))
          .hasMessageContaining("policy_version_one_active");
    }
  }

  @Test
  @DisplayName("I-10: rows of a partner that was not named are not there")
  void unnamedPartnerIsInvisible() throws SQLException {
    withVersionInReview("LIGHTWEIGHT").close();
    try (var database = connect();
        var statement = database.createStatement();
        var rows = statement.executeQuery("select count(*) from rules.policy_version")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terms = '{\"a\":1}'",
        "valid_until = now()",
        "retired_by = 'x'",
        "review_by = null",
        "review_confirmed_by = 'x'"
      })
  @DisplayName("F-201: of a version in force the review can move, and nothing else")
  void onlyTheReviewOfAVersionInForceMoves(String attack) throws SQLException {
    var update = "update rules.policy_version set row_version = row_version + 1, ";
    try (var database = withVersionInReview("LIGHTWEIGHT")) {
      run(database, activatedBy("author"));
      assertThatCode(() -> run(database, update + "review_by = '2030-01-01'"))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> run(database, update + attack)).isInstanceOf(SQLException.class);
    }
  }

  private static String activatedBy(String person) {
    return "update rules.policy_version set state = 'ACTIVE', activated_by = '"
        + person
        + "', activated_at = now(), valid_from = now(), row_version = row_version + 1";
  }

  private Connection withVersionInReview(String preset) throws SQLException {
    var database = reconnect();
    run(
        database,
        """
        insert into rules.partner (id, name, preset, locks, zone, currency, changed_by)
          values ('%1$s', 'P', '%2$s', '{}', 'UTC', 'BDT', 'x');
        insert into rules.policy (partner_id, id, operation, created_by)
          values ('%1$s', gen_random_uuid(), 'refund', 'author');
        insert into rules.policy_version (partner_id, policy_id, version, operation, state, terms, authors)
          select partner_id, id, 1, operation, 'DRAFT', '{}', '{author}' from rules.policy;
        update rules.policy_version set state = 'IN_REVIEW', submitted_by = 'author',
          submitted_at = now(), row_version = 2
        """
            .formatted(partner, preset));
    return database;
  }

  private Connection reconnect() throws SQLException {
    var database = connect();
    run(database, "select set_config('app.partner_ids', '{" + partner + "}', false)");
    return database;
  }

  private static Connection connect() throws SQLException {
    var url =
        "jdbc:postgresql://"
            + setting("countersign.database.address")
            + "/"
            + setting("countersign.database.name");
    return DriverManager.getConnection(url, "rules_app", "rules_app");
  }

  private static void run(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
