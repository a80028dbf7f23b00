package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;
import static java.util.stream.Collectors.toSet;

import dev.countersign.notification.app.EventInbox;
import dev.countersign.notification.app.PlannedDelivery;
import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.platform.storage.ConsumerOffsets;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A whole batch in one statement: an event that stands here already brings no deliveries. */
@ApplicationScoped
class PostgresInbox implements EventInbox {
  private static final String TAKE =
      """
      with fresh as (
        insert into notification.ledger_event
          (partner_id, request_id, seq, event_id, kind, occurred_at, facts)
        select p, r, s, e, k, o, f::jsonb
        from unnest($1::text[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[],
                    $6::timestamptz[], $7::text[]) as event(p, r, s, e, k, o, f)
        order by p, r, s
        on conflict do nothing
        returning partner_id, request_id, seq, kind)
      insert into notification.delivery
        (partner_id, id, request_id, seq, purpose, channel, recipient, state, due_at,
         detail, settled_at)
      select d.p, way.id, d.r, d.s, d.u, way.channel, coalesce(endpoint.id::text, d.t),
        case when withheld then 'SUPPRESSED' else way.state end, way.due_at,
        case when withheld then 'OVERRIDE_NOT_ACCEPTED' end, case when withheld then now() end
      from unnest($8::text[], $9::uuid[], $10::uuid[], $11::bigint[], $12::text[], $13::text[],
                  $14::text[], $15::timestamptz[]) as d(p, i, r, s, u, t, o, b)
      join fresh on fresh.partner_id = d.p and fresh.request_id = d.r and fresh.seq = d.s
      left join notification.webhook_endpoint endpoint
        on d.u = 'ENDPOINT' and endpoint.partner_id = d.p and endpoint.disabled_at is null
      cross join lateral notification.ways(d.i, d.p, d.u, d.t, d.o, d.b, $16) as way
      cross join lateral (select fresh.kind = 'REQUEST_OVERRIDDEN' and endpoint.accept_override is false) as refusal(withheld)
      where d.u <> 'ENDPOINT' or endpoint.id is not null
      order by d.p, way.id
      on conflict do nothing
      """;

  private final TenantTransaction transaction;
  private final ConsumerOffsets offsets;
  private final Clock clock;

  PostgresInbox(TenantTransaction transaction, ConsumerOffsets offsets, Clock clock) {
    this.transaction = transaction;
    this.offsets = offsets;
    this.clock = clock;
  }

  @Override
  public Uni<Void> take(
      Progress progress, List<LedgerEvent> events, List<PlannedDelivery> deliveries) {
    var partners = events.stream().map(event -> event.key().partnerId()).collect(toSet());
    return transaction.run(
        partners,
        connection ->
            insert(connection, events, deliveries)
                .flatMap(_ -> note(connection, offsets, progress)));
  }

  static Uni<Void> note(SqlConnection connection, ConsumerOffsets offsets, Progress progress) {
    return offsets.store(connection, progress);
  }

  private Uni<Void> insert(
      SqlConnection connection, List<LedgerEvent> events, List<PlannedDelivery> deliveries) {
    return events.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(TAKE)
            .execute(Tuple.from(parameters(events, deliveries)))
            .replaceWithVoid();
  }

  private Object[] parameters(List<LedgerEvent> events, List<PlannedDelivery> deliveries) {
    var first =
        new Object[] {
          column(events, String[]::new, event -> event.key().partnerId()),
          column(events, UUID[]::new, event -> event.key().requestId()),
          column(events, Long[]::new, event -> event.key().seq()),
          column(events, UUID[]::new, LedgerEvent::id),
          column(events, String[]::new, event -> event.kind().name()),
          column(events, OffsetDateTime[]::new, event -> event.at().atOffset(ZoneOffset.UTC)),
          column(events, String[]::new, event -> FactsJson.write(event.facts()))
        };
    var last = new Object[] {clock.instant().atOffset(ZoneOffset.UTC)};
    return Stream.of(first, PlannedRows.columns(deliveries), last).flatMap(Stream::of).toArray();
  }
}
