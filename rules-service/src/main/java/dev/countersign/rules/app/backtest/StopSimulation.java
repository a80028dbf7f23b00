package dev.countersign.rules.app.backtest;

import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.SIMULATION_ENDED;

import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Ruling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Stops a backtest that runs. Its instance hears of it at the next beat and drops what it has found
 * so far; the partner may order another one at once.
 */
@ApplicationScoped
public class StopSimulation {

  private final Simulations simulations;

  StopSimulation(Simulations simulations) {
    this.simulations = simulations;
  }

  /** The simulation, stopped; one that has ended by itself stays what it is. */
  public Uni<Ruling<Simulation>> stop(SqlConnection tx, Actor actor, UUID id) {
    return simulations
        .cancel(tx, actor.partner(), id)
        .flatMap(isStopped ->
            simulations
                .find(tx, actor.partner(), id)
                .map(found ->
                    found.isEmpty()
                        ? Ruling.<Simulation>refuse(NOT_FOUND)
                        : isStopped
                            ? Ruling.accept(found.get())
                            : Ruling.refuse(SIMULATION_ENDED)));
  }
}
