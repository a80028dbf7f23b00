package dev.countersign.notification.db;

import dev.countersign.notification.app.Actor;
import dev.countersign.notification.app.Endpoint;
import dev.countersign.notification.app.Endpoints;
import dev.countersign.platform.storage.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The partner's one endpoint as a row, and every change of it as a row that stays. */
@ApplicationScoped
class PostgresEndpoints implements Endpoints {
  private static final String SET =
      """
      with stored as (
        insert into notification.webhook_endpoint as known
          (partner_id, id, url, secret, created_by, accept_override)
        values ($1, $2, $3, $4, $5, coalesce($6::boolean, true))
        on conflict (partner_id) do update
          set url = excluded.url, secret = excluded.secret, created_by = excluded.created_by,
              accept_override = coalesce($6::boolean, known.accept_override), updated_at = now(),
              failing_since = null, disabled_at = null, disabled_reason = null
          where known.id = excluded.id
        returning accept_override),
      changed as (
        insert into notification.webhook_change (partner_id, actor, action, url, accept_override)
        select $1, $5, 'SET', $3, accept_override from stored),
      withheld as (
        update notification.delivery d set state = 'SUPPRESSED', detail = 'OVERRIDE_NOT_ACCEPTED',
          claimed_until = null, settled_at = now()
        from notification.ledger_event e, stored
        where not stored.accept_override
          and d.partner_id = $1 and d.purpose = 'ENDPOINT' and d.state = 'PENDING'
          and e.partner_id = d.partner_id and e.request_id = d.request_id and e.seq = d.seq
          and e.kind = 'REQUEST_OVERRIDDEN')
      select accept_override from stored
      """;

  private static final String REMOVE =
      """
      with gone as (
        delete from notification.webhook_endpoint where partner_id = $1 returning url),
      changed as (
        insert into notification.webhook_change (partner_id, actor, action, url)
        select $1, $2, 'DELETED', url from gone),
      dropped as (
        update notification.delivery set state = 'SUPPRESSED', detail = 'ENDPOINT_REMOVED',
          claimed_until = null, settled_at = now()
        where partner_id = $1 and purpose = 'ENDPOINT' and state = 'PENDING')
      select count(*)::int as removed from gone
      """;

  private static final String SUCCEEDED =
      """
      update notification.webhook_endpoint set failing_since = null
      where partner_id = $1 and id = $2 and failing_since is not null
      """;

  private static final String FAILED =
      """
      update notification.webhook_endpoint set failing_since = coalesce(failing_since, now())
      where partner_id = $1 and id = $2
      returning failing_since < now() - $3::bigint * interval '1 millisecond' as too_long
      """;

  private static final String DISABLE =
      """
      with changed as (
        update notification.webhook_endpoint set disabled_at = now(), disabled_reason = $3
        where partner_id = $1 and id = $2 and disabled_at is null
        returning url)
      insert into notification.webhook_change (partner_id, actor, action, url)
      select $1, 'notification-service', 'DISABLED', url from changed
      """;

  private final TenantTransaction transaction;

  PostgresEndpoints(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Optional<Endpoint>> find(String partnerId) {
    return transaction.run(
        Set.of(partnerId),
        connection ->
            EndpointRows.find(connection, partnerId)
                .map(found -> Optional.ofNullable(found.get(partnerId))));
  }

  @Override
  public Uni<Optional<Endpoint>> set(Endpoint endpoint, Optional<Boolean> acceptsOverride) {
    return execute(
            endpoint.partnerId(),
            SET,
            Tuple.of(
                endpoint.partnerId(),
                endpoint.id(),
                endpoint.url().toString(),
                Buffer.buffer(endpoint.secret().bytes()),
                endpoint.createdBy(),
                acceptsOverride.orElse(null)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .map(row -> endpoint.accepting(row.getBoolean("accept_override"))));
  }

  @Override
  public Uni<Boolean> remove(Actor actor) {
    return execute(actor.partnerId(), REMOVE, Tuple.of(actor.partnerId(), actor.personId()))
        .map(rows -> rows.iterator().next().getInteger("removed") > 0);
  }

  @Override
  public Uni<Void> succeeded(Endpoint endpoint) {
    return execute(endpoint.partnerId(), SUCCEEDED, Tuple.of(endpoint.partnerId(), endpoint.id()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> failed(Endpoint endpoint, Duration allowed) {
    return execute(
            endpoint.partnerId(),
            FAILED,
            Tuple.of(endpoint.partnerId(), endpoint.id(), allowed.toMillis()))
        .map(rows -> rows.iterator().hasNext() && rows.iterator().next().getBoolean("too_long"));
  }

  @Override
  public Uni<Boolean> disable(String partnerId, UUID id, String reason) {
    return execute(partnerId, DISABLE, Tuple.of(partnerId, id, reason))
        .map(rows -> rows.rowCount() > 0);
  }

  private Uni<RowSet<Row>> execute(String partnerId, String sql, Tuple parameters) {
    return transaction.run(
        Set.of(partnerId), connection -> connection.preparedQuery(sql).execute(parameters));
  }
}
