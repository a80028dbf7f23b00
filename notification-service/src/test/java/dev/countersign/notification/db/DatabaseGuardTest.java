package dev.countersign.notification.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.embedded.EmbeddedInfrastructure;
import dev.countersign.notification.Ledger;
import dev.countersign.notification.ServiceTest;
import dev.countersign.platform.storage.ScanPool;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DatabaseGuardTest extends ServiceTest {
  @Inject Pool pool;
  @Inject ScanPool scan;

  @Test
  void migratedDatabaseIsGuarded() {
    assertThat(DatabaseGuard.faults(pool)).isEmpty();
  }

  @Test
  @DisplayName("TN-13: a table without row-level security is noticed")
  void openTableIsNoticed() throws SQLException {
    try (var connection =
            EmbeddedInfrastructure.shared()
                .databases()
                .connect(Ledger.setting("countersign.database.name"));
        var statement = connection.createStatement()) {
      statement.execute("alter table notification.attempt no force row level security");
      try {
        assertThat(DatabaseGuard.faults(pool))
            .containsExactly("attempt lacks forced row-level security");
      } finally {
        statement.execute("alter table notification.attempt force row level security");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from notification.delivery",
        "delete from notification.ledger_event",
        "update notification.ledger_event set facts = '{}'",
        "update notification.attempt set result = 'SENT'",
        "update notification.delivery set recipient = 'x'",
        "update notification.person set partner_id = 'x'",
        "truncate notification.person"
      })
  void serviceMayNotRewriteHistory(String sql) {
    assertThatThrownBy(() -> rows(sql)).hasMessageContaining("permission denied");
  }

  @Test
  @DisplayName("Ruling 24: the scan sees what is due across partners, and not what it says")
  void scanSeesIdsOnly() {
    ledger.person(at("supervisor"), "S", 1).stepStarted(at("supervisor"));
    awaitDeliveries(1, "SENT");

    var ids = scan.pool().query("select partner_id, id from notification.delivery").execute();

    assertThat(ids.await().atMost(PATIENCE).size()).isPositive();
    for (var sql :
        new String[] {
          "select recipient from notification.delivery",
          "select secret from notification.webhook_endpoint",
          "select mail from notification.person",
          "update notification.delivery set state = 'SENT'"
        }) {
      assertThatThrownBy(() -> scan.pool().query(sql).execute().await().atMost(PATIENCE))
          .hasMessageContaining("permission denied");
    }
  }
}
