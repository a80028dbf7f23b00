package dev.countersign.rules.db;

import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.backtest.Simulation;
import dev.countersign.rules.app.backtest.Simulation.Candidate;
import dev.countersign.rules.app.backtest.Simulation.Progress;
import dev.countersign.rules.app.backtest.Simulations;
import dev.countersign.rules.app.backtest.Window;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Simulations in PostgreSQL. Every change names the state it starts from, so none comes late. */
@ApplicationScoped
class PostgresSimulations implements Simulations {

  private static final String HEAD =
      """
      id, operation, policy_id, version, window_from, window_to, state, requested_by, created_at,
        ended_at, records_read, records_total, failure,
      """;
  private static final String WHOLE = HEAD + " report ";

  private static final String ADD =
      """
      insert into rules.simulation
        (partner_id, id, operation, policy_id, version, window_from, window_to, requested_by)
      values ($1, uuidv7(), $2, $3, $4, $5, $6, $7)
      on conflict (partner_id) where state = 'RUNNING' do nothing returning
      """
          + WHOLE;

  private static final String FIND =
      "select " + WHOLE + " from rules.simulation where partner_id = $1 and id = $2";

  private static final String LAST =
      "select "
          + WHOLE
          + " from rules.simulation where partner_id = $1 and policy_id = $2 and version = $3"
          + " order by created_at desc, id desc limit 1";

  private static final String ALL =
      "select "
          + HEAD
          + " null::text as report from rules.simulation where partner_id = $1"
          + " order by created_at desc, id desc limit $2";

  private static final String RUNNING = " where partner_id = $1 and id = $2 and state = 'RUNNING'";

  private static final String BEAT =
      "update rules.simulation set beat_at = now(), records_read = $3, records_total = $4"
          + RUNNING;

  private static final String COMPLETE =
      "update rules.simulation set state = 'COMPLETED', ended_at = now(), report = $3" + RUNNING;

  private static final String FAIL =
      "update rules.simulation set state = 'FAILED', ended_at = now(), failure = $3" + RUNNING;

  private static final String CANCEL =
      "update rules.simulation set state = 'CANCELLED', ended_at = now()" + RUNNING;

  /** A run beats once a second while it reads. */
  private static final String LOST =
      """
      update rules.simulation set state = 'FAILED', ended_at = now(), failure = 'instance_lost'
      where partner_id = $1 and state = 'RUNNING' and beat_at < now() - interval '2 minutes'
      """;

  private static final String FORGET =
      """
      delete from rules.simulation where partner_id = $1 and state <> 'RUNNING'
        and (created_at < now() - interval '30 days' or id not in (
          select id from rules.simulation where partner_id = $1
          order by created_at desc, id desc limit $2))
      """;

  private final int kept;

  PostgresSimulations(RulesServiceConfig config) {
    this.kept = config.backtest().kept();
  }

  @Override
  public Uni<Optional<Simulation>> add(SqlConnection tx, Actor actor, Order order) {
    var row =
        Tuple.of(actor.partner().value(), order.operation().value())
            .addValue(order.candidate().map(it -> it.policy().value()).orElse(null))
            .addValue(order.candidate().map(Candidate::version).orElse(null))
            .addValue(order.window().from().atOffset(ZoneOffset.UTC))
            .addValue(order.window().to().atOffset(ZoneOffset.UTC))
            .addString(actor.person().value());
    return tx.preparedQuery(ADD).execute(row).map(PostgresSimulations::first);
  }

  @Override
  public Uni<Optional<Simulation>> find(SqlConnection tx, PartnerId partner, UUID id) {
    return tx.preparedQuery(FIND)
        .execute(Tuple.of(partner.value(), id))
        .map(PostgresSimulations::first);
  }

  @Override
  public Uni<Optional<Simulation>> last(SqlConnection tx, PartnerId partner, Candidate candidate) {
    return tx.preparedQuery(LAST)
        .execute(Tuple.of(partner.value(), candidate.policy().value(), candidate.version()))
        .map(PostgresSimulations::first);
  }

  @Override
  public Uni<List<Simulation>> all(SqlConnection tx, PartnerId partner) {
    return tx.preparedQuery(ALL)
        .execute(Tuple.of(partner.value(), kept))
        .map(PostgresSimulations::all);
  }

  @Override
  public Uni<Boolean> beat(SqlConnection tx, PartnerId partner, UUID id, Progress progress) {
    return change(tx, BEAT, Tuple.of(partner.value(), id, progress.read(), progress.total()));
  }

  @Override
  public Uni<Boolean> complete(SqlConnection tx, PartnerId partner, UUID id, String report) {
    return change(tx, COMPLETE, Tuple.of(partner.value(), id, report));
  }

  @Override
  public Uni<Boolean> fail(SqlConnection tx, PartnerId partner, UUID id, String failure) {
    return change(tx, FAIL, Tuple.of(partner.value(), id, failure));
  }

  @Override
  public Uni<Boolean> cancel(SqlConnection tx, PartnerId partner, UUID id) {
    return change(tx, CANCEL, Tuple.of(partner.value(), id));
  }

  @Override
  public Uni<Void> tidy(SqlConnection tx, PartnerId partner) {
    return tx.preparedQuery(LOST)
        .execute(Tuple.of(partner.value()))
        .chain(() -> tx.preparedQuery(FORGET).execute(Tuple.of(partner.value(), kept)))
        .replaceWithVoid();
  }

  private static Uni<Boolean> change(SqlConnection tx, String sql, Tuple row) {
    return tx.preparedQuery(sql).execute(row).map(rows -> rows.rowCount() == 1);
  }

  private static Optional<Simulation> first(RowSet<Row> rows) {
    return all(rows).stream().findFirst();
  }

  private static List<Simulation> all(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(PostgresSimulations::simulation)
        .toList();
  }

  private static Simulation simulation(Row row) {
    return new Simulation(
        row.getUUID("id"),
        new OperationCode(row.getString("operation")),
        Optional.ofNullable(row.getUUID("policy_id"))
            .map(policy -> new Candidate(new PolicyId(policy), row.getInteger("version"))),
        new Window(
            row.getOffsetDateTime("window_from").toInstant(),
            row.getOffsetDateTime("window_to").toInstant()),
        Simulation.State.valueOf(row.getString("state")),
        row.getString("requested_by"),
        row.getOffsetDateTime("created_at"),
        Optional.ofNullable(row.getOffsetDateTime("ended_at")),
        new Progress(row.getLong("records_read"), row.getLong("records_total")),
        Optional.ofNullable(row.getString("report")),
        Optional.ofNullable(row.getString("failure")));
  }
}
