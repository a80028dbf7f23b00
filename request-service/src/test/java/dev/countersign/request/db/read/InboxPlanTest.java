package dev.countersign.request.db.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Blocks touched, not time passed: they say the same on every machine. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class InboxPlanTest {

  private static final int PENDING = 20_000;
  private static final Pattern BLOCKS =
      Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

  private static final String REQUESTS =
      """
      insert into request.request (partner_id, id, source, event_id, operation, subject_id, revision,
             maker_id, maker_set, amount, currency, status, policy_version, content_digest,
             payload_digest, created_at, expires_at)
      select 'bulk', ('01000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '/bulk', 'e' || n,
             'invoice', 'INV-' || n, 1, 'maker', array['maker'], 1, 'BDT', 'PENDING', 1,
             sha256('x'), sha256('x'), now(), now() + interval '7 days'
        from generate_series(1, %d) as n
      """
          .formatted(PENDING);

  private static final String ITERATIONS =
      """
      insert into request.iteration (partner_id, request_id, iteration, event_type, rule_ids)
      select partner_id, id, 1, 'invoice.created', '{}' from request.request where partner_id = 'bulk'
      """;

  private static final String STEPS =
      """
      insert into request.step (partner_id, request_id, iteration, no, name, role, quorum_kind,
             quorum_n, needed, pool_size, rejection_rule, reason_on_approve, reason_on_reject,
             status, on_timeout, started_at)
      select partner_id, id, 1, 1, 'Bulk', case when right(id::text, 1) < '8' then 'Bulk' else 'Other' end,
             'COUNT', 1, 1, 1, 'FIRST_REJECTION', true, true, 'ACTIVE', 'NOTIFY_ONLY', now()
        from request.request where partner_id = 'bulk'
      """;

  @Inject Desk desk;
  @Inject Stage stage;
  @Inject TenantTransaction transaction;

  @Test
  @DisplayName("P11: a page and its count cost the same however much is pending")
  void costDoesNotGrowWithWhatIsPending() {
    desk.person("bulk", "reader", "Reader", "Bulk", "Nobody Asks");
    // The foreign keys of what follows would else look their request up by its subject.
    stage.run("analyze request.request");
    sql(REQUESTS);
    sql(ITERATIONS);
    sql(STEPS);

    assertThat(blocksOf(InboxSql.PAGE, 25)).isLessThan(600);
    assertThat(blocksOf(InboxSql.COUNT, 100)).isLessThan(2_000);
  }

  @Test
  @DisplayName("P11 F-139: who stands in very many entries of resolvers still has a quick inbox")
  void costDoesNotGrowWithWhatIsListed() {
    desk.person("bulk", "owner", "Owner");
    sql("insert into request.resolver values ('bulk', 'owner', 1)");
    sql(
        """
        insert into request.resolver_listing
        select 'bulk', 'owner', 'k' || n, 'owner', 1 from generate_series(1, 2000) as n
        """);

    assertThat(blocksOf("owner", InboxSql.PAGE, 25)).isLessThan(10_000);
  }

  private long blocksOf(String query, int limit) {
    return blocksOf("reader", query, limit);
  }

  private long blocksOf(String person, String query, int limit) {
    var plan =
        transaction
            .run(
                Set.of("bulk"),
                connection ->
                    connection
                        .preparedQuery("explain (analyze, buffers) " + query)
                        .execute(Tuple.of("bulk", person, new UUID(0, 0), limit)))
            .await()
            .atMost(Duration.ofMinutes(2));
    for (var row : plan) {
      var blocks = BLOCKS.matcher(row.getString(0));
      if (blocks.find()) {
        var read = blocks.group(2);
        return Long.parseLong(blocks.group(1)) + (read == null ? 0 : Long.parseLong(read));
      }
    }
    throw new AssertionError("The plan names no blocks");
  }

  private void sql(String statement) {
    transaction
        .run(Set.of("bulk"), connection -> connection.query(statement).execute())
        .await()
        .atMost(Duration.ofMinutes(2));
  }
}
