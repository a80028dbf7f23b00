package dev.countersign.rules.app.backtest;

import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.backtest.Simulation.Candidate;
import dev.countersign.rules.app.backtest.Simulation.Progress;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where simulations are kept, so that every instance answers for all of them. */
public interface Simulations {

  /** What is asked for. */
  record Order(OperationCode operation, Optional<Candidate> candidate, Window window) {}

  /** Adds a running one; empty while the partner has another that runs. */
  Uni<Optional<Simulation>> add(SqlConnection tx, Actor actor, Order order);

  Uni<Optional<Simulation>> find(SqlConnection tx, PartnerId partner, UUID id);

  /** The newest one of a version, with its report. */
  Uni<Optional<Simulation>> last(SqlConnection tx, PartnerId partner, Candidate candidate);

  /** Newest first, without their reports. */
  Uni<List<Simulation>> all(SqlConnection tx, PartnerId partner);

  /** Notes how far it is; false if it is no longer to run. */
  Uni<Boolean> beat(SqlConnection tx, PartnerId partner, UUID id, Progress progress);

  Uni<Boolean> complete(SqlConnection tx, PartnerId partner, UUID id, String report);

  Uni<Boolean> fail(SqlConnection tx, PartnerId partner, UUID id, String failure);

  /** Ends it; false if it does not run. */
  Uni<Boolean> cancel(SqlConnection tx, PartnerId partner, UUID id);

  /** Fails what runs on no instance any more, and forgets what is old. */
  Uni<Void> tidy(SqlConnection tx, PartnerId partner);
}
