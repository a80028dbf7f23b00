package dev.countersign.request.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class WritePlanTest {
  @Inject TenantTransaction transaction;

  static Stream<Arguments> updates() {
    return Stream.of(
        Arguments.of(WriteSql.UPDATE_REQUESTS, "((partner_id = x.p) AND (id = x.i))"),
        Arguments.of(
            WriteSql.UPDATE_STEPS,
            "((partner_id = x.p) AND (request_id = x.i) AND (iteration = x.it) AND (no = x.n))"),
        Arguments.of(WriteSql.UPDATE_HEADS, "((partner_id = x.p) AND (request_id = x.r))"),
        Arguments.of(VoteSql.WRITE, "((partner_id = x.p) AND (id = x.i))"),
        Arguments.of(
            VoteSql.WRITE,
            "((partner_id = x.p) AND (request_id = x.i) AND (iteration = x.it) AND (no = x.n))"),
        Arguments.of(VoteSql.WRITE, "((partner_id = x.p) AND (request_id = x.r))"));
  }

  @ParameterizedTest
  @MethodSource("updates")
  @DisplayName("P8: an update of many looks each row up by its key")
  void updatesLookUpByKey(String update, String key) {
    assertThat(planOf(update)).contains("Index Cond: " + key);
  }

  private String planOf(String statement) {
    var plan = new StringBuilder();
    transaction
        .run(
            Set.of("plans"),
            connection -> connection.query("explain (generic_plan) " + statement).execute())
        .await()
        .atMost(Duration.ofSeconds(30))
        .forEach(row -> plan.append(row.getString(0)).append('\n'));
    return plan.toString().replaceAll("\\bx_\\d+\\.", "x.");
  }
}
