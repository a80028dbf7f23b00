package dev.countersign.rules.ui;

import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.backtest.Simulation;
import dev.countersign.rules.app.backtest.Simulation.Candidate;
import dev.countersign.rules.app.backtest.Simulations;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.ui.BacktestSection.Run;
import dev.countersign.rules.ui.BacktestSection.Typed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the last backtest of a version. */
@ApplicationScoped
public class BacktestReading {

  private static final String BACKTEST = "backtest";

  private final Simulations simulations;

  BacktestReading(Simulations simulations) {
    this.simulations = simulations;
  }

  Uni<BacktestSection> section(
      SqlConnection tx, PartnerId partner, PolicyVersion version, ZoneId zone) {
    var shadow = version.shadowFrom().map(_ -> at(version, "divergences")).orElse("");
    return run(tx, partner, version)
        .map(run -> new BacktestSection(at(version, BACKTEST), shadow, Typed.lastWeek(zone), run));
  }

  Uni<Optional<Run>> run(SqlConnection tx, PartnerId partner, PolicyVersion version) {
    return last(tx, partner, version)
        .map(last -> last.map(it -> Run.of(it, at(version, BACKTEST))));
  }

  private Uni<Optional<Simulation>> last(
      SqlConnection tx, PartnerId partner, PolicyVersion version) {
    var candidate = new Candidate(version.policy(), version.version());
    return simulations.tidy(tx, partner).chain(() -> simulations.last(tx, partner, candidate));
  }

  private static String at(PolicyVersion version, String page) {
    return "/policies/%s/versions/%d/%s".formatted(version.policy(), version.version(), page);
  }
}
