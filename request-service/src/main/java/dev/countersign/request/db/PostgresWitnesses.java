package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Witnesses;
import dev.countersign.request.core.PersonId;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Attestations, each a row that is never changed. */
@ApplicationScoped
class PostgresWitnesses implements Witnesses {
  private static final String ATTEST =
      """
      insert into request.override_witness (partner_id, request_id, iteration, witness_id, actor_id, at)
      values ($1, $2, $3, $4, $5, clock_timestamp())
      """;

  private final TenantTransaction transaction;

  PostgresWitnesses(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Void> attest(String partner, Attempt attempt, PersonId witness, PersonId actor) {
    var values =
        Tuple.of(
            partner,
            attempt.request().value(),
            attempt.iteration(),
            witness.value(),
            actor.value());
    return transaction.run(
        Set.of(partner),
        connection ->
            uni(connection.getDelegate().preparedQuery(ATTEST).execute(values)).replaceWithVoid());
  }
}
