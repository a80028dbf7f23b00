package dev.countersign.rules.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Past;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The round that forgets, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ForgetCountsTest {

  private static final String ADD =
      """
      insert into rules.counted_event (partner_id, operation, measure, grouping_digest,
        event_digest, occurred_at, counted_at, amount)
      values (?, 'refund', 'count per maker', repeat('g', 64), rpad(?, 64, 'x'),
        now() - ?::interval, now() - ?::interval, 1)
      """;

  @Inject LiveRules rules;
  @Inject ForgetCounts forgetCounts;

  @Test
  @DisplayName("N-12: events are forgotten when neither they nor their counting is in any window")
  void forgetsWhatNoWindowHolds() throws SQLException {
    Acme.setUp(rules);
    var partner = Past.of(rules).partner();
    try (var database = connect()) {
      add(database, partner, "gone", "32 days 1 hour", "32 days 1 hour");
      add(database, partner, "late", "33 days", "31 days");
      add(database, partner, "young", "31 days", "31 days");

      forgetCounts.handle(Instant.now()).await().atMost(Duration.ofSeconds(30));

      try (var statement = database.createStatement();
          var rows =
              statement.executeQuery(
                  "select string_agg(rtrim(event_digest, 'x'), ' ' order by place)"
                      + " from rules.counted_event where partner_id = '"
                      + partner
                      + "'")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("late young");
      }
    }
  }

  private static void add(
      Connection database, String partner, String event, String occurred, String counted)
      throws SQLException {
    try (var statement = database.prepareStatement(ADD)) {
      statement.setString(1, partner);
      statement.setString(2, event);
      statement.setString(3, occurred);
      statement.setString(4, counted);
      statement.executeUpdate();
    }
  }

  private static Connection connect() throws SQLException {
    var name = ConfigProvider.getConfig().getValue("countersign.database.name", String.class);
    return EmbeddedInfrastructure.shared().databases().connect(name);
  }
}
