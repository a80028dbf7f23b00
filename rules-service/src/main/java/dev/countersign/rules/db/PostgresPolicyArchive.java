package dev.countersign.rules.db;

import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.backtest.PolicyArchive;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Policy versions in PostgreSQL, read only. */
@ApplicationScoped
class PostgresPolicyArchive implements PolicyArchive {

  @Override
  public Uni<List<PolicyVersion>> versions(
      SqlConnection tx, PartnerId partner, OperationCode operation) {
    return tx.preparedQuery(PolicySql.VERSIONS_OF_OPERATION)
        .execute(Tuple.of(partner.value(), operation.value()))
        .map(PolicyRows::versions);
  }

  @Override
  public Uni<List<PolicyVersion>> versions(SqlConnection tx, PartnerId partner, PolicyId policy) {
    return tx.preparedQuery(PolicySql.VERSIONS)
        .execute(Tuple.of(partner.value(), policy.value()))
        .map(PolicyRows::versions);
  }
}
