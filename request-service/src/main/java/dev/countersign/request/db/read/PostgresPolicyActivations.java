package dev.countersign.request.db.read;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.read.PolicyActivations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Set;

/** A version comes into force once, so a record that comes again changes nothing. */
@ApplicationScoped
class PostgresPolicyActivations implements PolicyActivations {
  private static final String LEARN =
      """
      insert into request.policy_activation
             (partner_id, policy_id, version, operation, in_force_from, activated_by, authors)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
      """;

  private final TenantTransaction transaction;

  PostgresPolicyActivations(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Void> learn(Activation activation) {
    var row =
        Tuple.tuple()
            .addString(activation.partner())
            .addUUID(activation.policyId())
            .addInteger(activation.version())
            .addString(activation.operation())
            .addOffsetDateTime(activation.inForceFrom().atOffset(ZoneOffset.UTC))
            .addString(activation.by())
            .addArrayOfString(activation.authors().toArray(String[]::new));
    return transaction.run(
        Set.of(activation.partner()),
        connection -> connection.preparedQuery(LEARN).execute(row).replaceWithVoid());
  }
}
