package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.people.RolesInUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** What policies name, beside the directory it is compared with. */
@ApplicationScoped
class PostgresRolesInUse implements RolesInUse {
  private static final String LEARN =
      """
      insert into request.role_in_use (partner_id, operation, roles) values ($1, $2, $3)
      on conflict (partner_id, operation) do update set roles = excluded.roles
      """;

  private final TenantTransaction transaction;
  private final UnfilledRoles unfilled;

  PostgresRolesInUse(TenantTransaction transaction, UnfilledRoles unfilled) {
    this.transaction = transaction;
    this.unfilled = unfilled;
  }

  @Override
  public Uni<Void> learn(Named named) {
    var roles = named.roles().stream().sorted().toArray(String[]::new);
    return transaction.run(
        Set.of(named.partner()),
        connection ->
            connection
                .preparedQuery(LEARN)
                .execute(Tuple.of(named.partner(), named.operation(), roles))
                .flatMap(_ -> unfilled.check(connection, named.partner())));
  }
}
