package dev.countersign.request.db.number;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.number.Partners;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Partners' zones, newest version wins. */
@ApplicationScoped
class PostgresPartners implements Partners {
  private static final String LEARN =
      """
      insert into request.partner as p (partner_id, zone, version) values ($1, $2, $3)
      on conflict (partner_id) do update set zone = excluded.zone, version = excluded.version
      where p.version < excluded.version
      """;

  private final TenantTransaction transaction;

  PostgresPartners(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Void> learn(Partner partner) {
    var row = Tuple.of(partner.id(), partner.zone().getId(), partner.version());
    return transaction.run(
        Set.of(partner.id()),
        connection -> connection.preparedQuery(LEARN).execute(row).replaceWithVoid());
  }
}
