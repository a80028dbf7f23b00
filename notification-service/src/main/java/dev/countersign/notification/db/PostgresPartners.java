package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;
import static java.util.stream.Collectors.toSet;

import dev.countersign.notification.app.Partners;
import dev.countersign.notification.core.Partner;
import dev.countersign.platform.storage.ConsumerOffsets;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Partners as rows. A zone that this database does not know would fail at each digest: it is UTC.
 */
@ApplicationScoped
class PostgresPartners implements Partners {
  private static final String KEEP =
      """
      insert into notification.partner as known (partner_id, zone, version)
      select p, case when exists (select from pg_timezone_names where name = z) then z else 'UTC' end, v
      from (
        select distinct on (p) p, z, v
        from unnest($1::text[], $2::text[], $3::bigint[]) as partner(p, z, v) order by p, v desc) newest
      on conflict (partner_id) do update set zone = excluded.zone, version = excluded.version
        where excluded.version > known.version
      """;

  private final TenantTransaction transaction;
  private final ConsumerOffsets offsets;

  PostgresPartners(TenantTransaction transaction, ConsumerOffsets offsets) {
    this.transaction = transaction;
    this.offsets = offsets;
  }

  @Override
  public Uni<Void> learn(Progress progress, List<Partner> partners) {
    var row =
        Tuple.of(
            column(partners, String[]::new, Partner::partnerId),
            column(partners, String[]::new, partner -> partner.zone().getId()),
            column(partners, Long[]::new, Partner::version));
    return transaction.run(
        partners.stream().map(Partner::partnerId).collect(toSet()),
        connection ->
            connection
                .preparedQuery(KEEP)
                .execute(row)
                .flatMap(_ -> PostgresInbox.note(connection, offsets, progress)));
  }
}
