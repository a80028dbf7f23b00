package dev.countersign.notification.db;

import static java.util.stream.Collectors.toSet;

import dev.countersign.notification.app.CallErrand;
import dev.countersign.notification.app.Deliveries;
import dev.countersign.notification.app.DeliveryId;
import dev.countersign.notification.app.MailErrand;
import dev.countersign.notification.app.PlannedDelivery;
import dev.countersign.notification.app.Settled;
import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Due ids come from the scan role, everything else runs under the partners it touches. */
@ApplicationScoped
class PostgresDeliveries implements Deliveries {
  private static final Duration MAIL_LEASE = Duration.ofMinutes(2);
  private static final Duration CALL_LEASE = Duration.ofMinutes(1);

  private static final String DUE_MAILS =
      """
      select partner_id, id from notification.delivery
      where state = 'PENDING' and channel <> 'WEBHOOK' and due_at <= now()
        and (claimed_until is null or claimed_until < now())
      order by due_at limit $1
      """;

  private static final String DUE_CALLS =
      """
      select due.partner_id, due.id from notification.webhook_endpoint endpoint
      cross join lateral (
        select d.partner_id, d.id from notification.delivery d
        where d.partner_id = endpoint.partner_id and d.state = 'PENDING'
          and d.channel = 'WEBHOOK' and d.due_at <= now()
          and (d.claimed_until is null or d.claimed_until < now())
        order by d.due_at limit $2) due
      where endpoint.disabled_at is null and endpoint.partner_id <> all ($1::text[])
      limit $3
      """;

  private static final String ADD =
      """
      insert into notification.delivery (partner_id, id, request_id, seq, channel, recipient)
      select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[])
        as d(p, i, r, s, c, t)
      order by p, i
      on conflict do nothing
      """;

  private final TenantTransaction transaction;
  private final ScanPool scan;

  PostgresDeliveries(TenantTransaction transaction, ScanPool scan) {
    this.transaction = transaction;
    this.scan = scan;
  }

  @Override
  public Uni<List<DeliveryId>> dueMails(int limit) {
    return scan.pool()
        .preparedQuery(DUE_MAILS)
        .execute(Tuple.of(limit))
        .map(rows -> ClaimedRows.list(rows, PostgresDeliveries::id));
  }

  @Override
  public Uni<List<DeliveryId>> dueCalls(Set<String> exceptPartners, int perPartner, int limit) {
    return scan.pool()
        .preparedQuery(DUE_CALLS)
        .execute(Tuple.of(exceptPartners.toArray(String[]::new), perPartner, limit))
        .map(rows -> ClaimedRows.list(rows, PostgresDeliveries::id));
  }

  @Override
  public Uni<List<MailErrand>> claimMails(List<DeliveryId> ids) {
    return transaction.run(
        partnersOf(ids),
        connection ->
            ClaimedRows.claim(connection, ids, MAIL_LEASE)
                .flatMap(claimed -> MailContext.around(connection, claimed)));
  }

  @Override
  public Uni<List<CallErrand>> claimCalls(List<DeliveryId> ids) {
    return transaction.run(
        partnersOf(ids),
        connection ->
            ClaimedRows.claim(connection, ids, CALL_LEASE)
                .flatMap(claimed -> EndpointRows.around(connection, claimed)));
  }

  @Override
  public Uni<Void> add(List<PlannedDelivery> deliveries) {
    return transaction.run(
        deliveries.stream().map(delivery -> delivery.event().partnerId()).collect(toSet()),
        connection ->
            connection
                .preparedQuery(ADD)
                .execute(Tuple.from(PlannedRows.columns(deliveries)))
                .replaceWithVoid());
  }

  @Override
  public Uni<Void> settle(List<Settled> settled) {
    var ids = settled.stream().map(one -> one.claimed().id()).toList();
    return transaction.run(partnersOf(ids), connection -> SettledRows.write(connection, settled));
  }

  private static DeliveryId id(Row row) {
    return new DeliveryId(row.getString("partner_id"), row.getUUID("id"));
  }

  private static Set<String> partnersOf(List<DeliveryId> ids) {
    return Set.of(ids.stream().map(DeliveryId::partnerId).distinct().toArray(String[]::new));
  }
}
