package dev.countersign.notification.db;

import static java.util.stream.Collectors.toSet;

import dev.countersign.notification.app.CallErrand;
import dev.countersign.notification.app.Deliveries;
import dev.countersign.notification.app.DeliveryId;
import dev.countersign.notification.app.PersonErrand;
import dev.countersign.notification.app.PlannedDelivery;
import dev.countersign.notification.app.Settled;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Due ids come from the scan role, everything else runs under the partners it touches. */
@ApplicationScoped
class PostgresDeliveries implements Deliveries {
  private static final Duration PERSON_LEASE = Duration.ofMinutes(2);
  private static final Duration CALL_LEASE = Duration.ofMinutes(1);

  private static final String DUE_TO_PEOPLE =
      """
      select partner_id, id from notification.delivery
      where state = 'PENDING' and purpose <> 'ENDPOINT' and due_at <= now()
        and (claimed_until is null or claimed_until < now())
        and channel <> all ($1::text[])
      order by due_at limit $2
      """;

  private static final String DUE_CALLS =
      """
      select due.partner_id, due.id from notification.webhook_endpoint endpoint
      cross join lateral (
        select d.partner_id, d.id from notification.delivery d
        where d.partner_id = endpoint.partner_id and d.state = 'PENDING'
          and d.purpose = 'ENDPOINT' and d.due_at <= now()
          and (d.claimed_until is null or d.claimed_until < now())
        order by d.due_at limit $2) due
      where endpoint.disabled_at is null and endpoint.partner_id <> all ($1::text[])
      limit $3
      """;

  private static final String ADD =
      """
      insert into notification.delivery
        (partner_id, id, request_id, seq, purpose, channel, recipient, state, due_at)
      select d.p, way.id, d.r, d.s, d.u, way.channel, d.t, way.state, way.due_at
      from unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[],
                  $7::text[], $8::timestamptz[]) as d(p, i, r, s, u, t, o, b)
      cross join lateral notification.ways(d.i, d.p, d.u, d.t, d.o, d.b, $9) as way
      order by d.p, way.id
      on conflict do nothing
      """;

  private final TenantTransaction transaction;
  private final ScanPool scan;
  private final Clock clock;

  PostgresDeliveries(TenantTransaction transaction, ScanPool scan, Clock clock) {
    this.transaction = transaction;
    this.scan = scan;
    this.clock = clock;
  }

  @Override
  public Uni<List<DeliveryId>> dueToPeople(Set<ChannelName> except, int limit) {
    return scan.pool()
        .preparedQuery(DUE_TO_PEOPLE)
        .execute(Tuple.of(except.stream().map(ChannelName::text).toArray(String[]::new), limit))
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
  public Uni<List<PersonErrand>> claimToPeople(List<DeliveryId> ids) {
    return transaction.run(
        partnersOf(ids),
        connection ->
            ClaimedRows.claim(connection, ids, PERSON_LEASE)
                .flatMap(claimed -> PersonErrands.around(connection, claimed)));
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
    var now = new Object[] {clock.instant().atOffset(ZoneOffset.UTC)};
    var parameters = Stream.of(PlannedRows.columns(deliveries), now).flatMap(Stream::of).toArray();
    return transaction.run(
        deliveries.stream().map(delivery -> delivery.event().partnerId()).collect(toSet()),
        connection ->
            connection.preparedQuery(ADD).execute(Tuple.from(parameters)).replaceWithVoid());
  }

  @Override
  public Uni<Integer> openDigests(Instant by) {
    return DigestRows.partnersOfDue(scan, by)
        .flatMap(partners ->
            partners.isEmpty()
                ? Uni.createFrom().item(0)
                : transaction.run(
                    partners, connection -> DigestRows.open(connection, partners, by)));
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
