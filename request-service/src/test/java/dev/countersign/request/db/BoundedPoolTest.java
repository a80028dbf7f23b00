package dev.countersign.request.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class BoundedPoolTest {
  private static final String LONG = "select 1 -- " + "long ".repeat(1_000);

  @Inject Pool pool;

  @Test
  @DisplayName("a connection keeps the statement of a vote prepared, as long as it is")
  void keepsLongStatementsPrepared() {
    var kept =
        pool.withConnection(connection ->
                connection.preparedQuery(LONG).execute().flatMap(_ -> prepared(connection)))
            .await()
            .indefinitely();

    assertThat(kept).isEqualTo(1);
    assertThat(VoteSql.WRITE.length()).isLessThan(BoundedPool.LONGEST_STATEMENT);
  }

  private static Uni<Long> prepared(SqlConnection connection) {
    return connection
        .preparedQuery("select count(*) from pg_prepared_statements where statement = $1")
        .execute(Tuple.of(LONG))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
