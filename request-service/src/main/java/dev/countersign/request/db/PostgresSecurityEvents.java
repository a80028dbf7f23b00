package dev.countersign.request.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Chain;
import dev.countersign.request.app.SecurityEvents;
import dev.countersign.request.app.attempt.SuspicionConfig;
import dev.countersign.request.app.message.AlertBody;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
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

  /** One person's attempts are counted one after the other, so that a pattern is told once. */
  private static final String IN_TURN =
      "select pg_advisory_xact_lock(hashtextextended('attempt|' || $1 || '|' || $2, 0))";

  /** The attempts since the window began, or since the last pattern that was told. */
  private static final String RECENT =
      """
      select count(*)::int, min(e.at) from request.security_event e
      where e.partner_id = $1 and e.actor = $2 and e.at > $3 and e.code <> $4
        and e.ce_type = $5
        and e.at > coalesce((select max(p.at) from request.security_event p
          where p.partner_id = $1 and p.actor = $2 and p.at > $3 and p.code = $4), '-infinity')
      """;

  private final TenantTransaction transaction;
  private final Topics topics;
  private final SuspicionConfig suspicion;
  private final MeterRegistry metrics;

  PostgresSecurityEvents(
      TenantTransaction transaction,
      Topics topics,
      SuspicionConfig suspicion,
      MeterRegistry metrics) {
    this.transaction = transaction;
    this.topics = topics;
    this.suspicion = suspicion;
    this.metrics = metrics;
  }

  @Override
  public Uni<Void> record(Attempt attempt) {
    metrics.counter("countersign_bypass_attempts", "code", attempt.code()).increment();
    var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return transaction.run(
        Set.of(attempt.partner()), connection -> record(connection.getDelegate(), attempt, at));
  }

  private Uni<Void> record(SqlConnection connection, Attempt attempt, Instant at) {
    var person = Tuple.of(attempt.partner(), attempt.actor());
    var since = Sql.time(at.minus(suspicion.window()));
    var recent = Tuple.of(attempt.partner(), attempt.actor(), since, PATTERN, AlertBody.TYPE);
    return Sql.uni(connection.preparedQuery(IN_TURN).execute(person))
        .chain(() -> Sql.uni(insert(connection, attempt, at)))
        .chain(() -> Sql.uni(connection.preparedQuery(RECENT).execute(recent)))
        .chain(rows -> pattern(connection, attempt, at, rows.iterator().next()));
  }

  private Uni<Void> pattern(SqlConnection connection, Attempt attempt, Instant at, Row recent) {
    int attempts = recent.getInteger(0);
    if (attempts < suspicion.attempts()) {
      return Uni.createFrom().voidItem();
    }
    metrics.counter("countersign_suspicious_patterns").increment();
    var id = UUID.randomUUID();
    var since = recent.getOffsetDateTime(1).toInstant();
    var body = AlertBody.ofPattern(id, at, attempt, attempts, since);
    var told = new Attempt(attempt.partner(), attempt.actor(), PATTERN, attempt.target());
    return Sql.uni(connection.preparedQuery(INSERT).execute(row(told, id, at, body)))
        .replaceWithVoid();
  }

  private io.vertx.core.Future<?> insert(SqlConnection connection, Attempt attempt, Instant at) {
    var id = UUID.randomUUID();
    var body = AlertBody.of(id, at, attempt, hash(attempt));
    return connection.preparedQuery(INSERT).execute(row(attempt, id, at, body));
  }

  private Tuple row(Attempt attempt, UUID id, Instant at, byte[] body) {
    return Tuple.from(
        new Object[] {
          attempt.partner(),
          id,
          Sql.time(at),
          attempt.actor(),
          attempt.code(),
          Buffer.buffer(hash(attempt)),
          Buffer.buffer(body),
          topics.of("approvals.alerts.v1"),
          AlertBody.TYPE
        });
  }

  private static byte[] hash(Attempt attempt) {
    return Chain.sha256(attempt.target().getBytes(UTF_8));
  }
}
