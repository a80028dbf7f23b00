package dev.countersign.request.db.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an index can serve, whatever happens to be in the tables. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DashboardPlanTest {

  @Inject TenantTransaction transaction;

  @Test
  @DisplayName("C-22, P11: how things stand costs what waits, not what ever was")
  void answeredStepsAreNotRead() {
    assertThat(plan())
        .containsPattern("(using|on) step_inbox\\b")
        .containsPattern("(using|on) open_ask")
        .containsPattern(
            "using step_pkey on step .*\\n.*request_id = .* AND .*iteration = .* AND .*no = ")
        .containsPattern("on request r.*\\n.*Index Cond: .*\\bid = ");
  }

  private String plan() {
    var rows =
        transaction
            .run(
                Set.of("acme"),
                connection ->
                    connection
                        .query("set local enable_seqscan = off")
                        .execute()
                        .flatMap(_ ->
                            connection
                                .preparedQuery("explain " + PostgresDashboard.QUEUES)
                                .execute(Tuple.of("acme"))))
            .await()
            .atMost(Duration.ofMinutes(2));
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getString(0))
        .collect(Collectors.joining("\n"));
  }
}
