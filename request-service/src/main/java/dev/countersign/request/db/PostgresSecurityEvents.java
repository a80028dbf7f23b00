package dev.countersign.request.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Chain;
import dev.countersign.request.app.SecurityEvents;
import dev.countersign.request.app.message.AlertBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/** Refused attempts, insert-only, published as alerts; the target stands there as a hash alone. */
@ApplicationScoped
class PostgresSecurityEvents implements SecurityEvents {
  private static final String INSERT =
      """
      insert into request.security_event (partner_id, id, at, actor, code, target_hash, body, topic,
        agg_key, ce_id, ce_type, ce_time, ce_partnerid)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $1, $2, $9, $3, $1)
      """;

  private final TenantTransaction transaction;
  private final Topics topics;

  PostgresSecurityEvents(TenantTransaction transaction, Topics topics) {
    this.transaction = transaction;
    this.topics = topics;
  }

  @Override
  public Uni<Void> record(Attempt attempt) {
    var row = row(attempt, UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    return transaction.run(
        Set.of(attempt.partner()),
        connection ->
            Sql.uni(connection.getDelegate().preparedQuery(INSERT).execute(row)).replaceWithVoid());
  }

  private Tuple row(Attempt attempt, UUID id, Instant at) {
    var target = Chain.sha256(attempt.target().getBytes(UTF_8));
    return Tuple.from(
        new Object[] {
          attempt.partner(),
          id,
          Sql.time(at),
          attempt.actor(),
          attempt.code(),
          Buffer.buffer(target),
          Buffer.buffer(AlertBody.of(id, at, attempt, target)),
          topics.of("approvals.alerts.v1"),
          AlertBody.TYPE
        });
  }
}
