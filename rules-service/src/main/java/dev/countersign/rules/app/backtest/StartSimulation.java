package dev.countersign.rules.app.backtest;

import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.OPERATION_UNKNOWN;
import static dev.countersign.rules.app.Refusal.PARTNER_UNKNOWN;
import static dev.countersign.rules.app.Refusal.SIMULATION_RUNNING;
import static dev.countersign.rules.app.Refusal.WINDOW_INVALID;
import static dev.countersign.rules.app.Refusal.WINDOW_TOO_LONG;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.app.backtest.RecordedEvents.Selection;
import dev.countersign.rules.app.backtest.Simulation.Candidate;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders a backtest of a version, or of a document that was never drafted. */
@ApplicationScoped
public class StartSimulation {

  private final Simulations simulations;
  private final PolicyArchive archive;
  private final LiveRules rules;
  private final RulesServiceConfig.Backtest config;

  StartSimulation(
      Simulations simulations, PolicyArchive archive, LiveRules rules, RulesServiceConfig config) {
    this.simulations = simulations;
    this.archive = archive;
    this.rules = rules;
    this.config = config.backtest();
  }

  /** A simulation that was added, and the work that it takes. */
  public record Started(Simulation simulation, Job job) {}

  /** Everything a run needs to know. */
  public record Job(
      UUID simulation, Selection selection, Policy candidate, List<PastRules.Term> terms) {
    public Job {
      terms = List.copyOf(terms);
    }
  }

  /** A version of a policy, whatever its state. */
  public Uni<Ruling<Started>> ofVersion(
      SqlConnection tx, Actor actor, Candidate candidate, Window window) {
    return archive
        .versions(tx, actor.partner(), candidate.policy())
        .flatMap(versions ->
            versions.stream()
                .filter(it -> it.version() == candidate.version())
                .findFirst()
                .map(it ->
                    start(
                        tx,
                        actor,
                        new Wanted(it.operation(), Optional.of(candidate), it.terms(), window),
                        versions))
                .orElseGet(() -> refused(NOT_FOUND)));
  }

  /** Terms that were checked, but never drafted. */
  public Uni<Ruling<Started>> ofTerms(
      SqlConnection tx, Actor actor, String operationName, Terms terms, Window window) {
    var operation = rules.operation(operationName);
    if (operation.isEmpty()) {
      return refused(OPERATION_UNKNOWN);
    }
    var wanted = new Wanted(operation.get().code(), Optional.empty(), terms, window);
    return archive
        .versions(tx, actor.partner(), wanted.operation())
        .flatMap(versions -> start(tx, actor, wanted, versions));
  }

  private record Wanted(
      OperationCode operation, Optional<Candidate> candidate, Terms terms, Window window) {

    Simulations.Order order() {
      return new Simulations.Order(operation, candidate, window);
    }
  }

  private Uni<Ruling<Started>> start(
      SqlConnection tx, Actor actor, Wanted wanted, List<PolicyVersion> versions) {
    if (!wanted.window().isPast(Instant.now())) {
      return refused(WINDOW_INVALID);
    }
    if (wanted.window().isLongerThan(config.longestWindow())) {
      return refused(WINDOW_TOO_LONG);
    }
    if (rules.partner(actor.partner().value()).isEmpty()) {
      return refused(PARTNER_UNKNOWN);
    }
    return simulations
        .tidy(tx, actor.partner())
        .chain(() -> simulations.add(tx, actor, wanted.order()))
        .map(added ->
            added
                .map(it -> Ruling.accept(new Started(it, job(it, actor, wanted, versions))))
                .orElseGet(() -> refuse(SIMULATION_RUNNING)));
  }

  private static Job job(
      Simulation added, Actor actor, Wanted wanted, List<PolicyVersion> versions) {
    var selection = new Selection(actor.partner(), wanted.operation(), wanted.window());
    // A document that was never drafted goes by the simulation's own id.
    var candidate = wanted.candidate().orElse(new Candidate(new PolicyId(added.id()), 1));
    var key =
        new Policy.Key(
            actor.partner(), wanted.operation(), candidate.policy(), candidate.version());
    var terms =
        versions.stream()
            .filter(it -> it.activatedAt().isPresent())
            .map(it -> term(actor, it))
            .toList();
    return new Job(added.id(), selection, Policy.compile(key, wanted.terms()), terms);
  }

  private static PastRules.Term term(Actor actor, PolicyVersion it) {
    var key = new Policy.Key(actor.partner(), it.operation(), it.policy(), it.version());
    var activated = it.activatedAt().orElseThrow().toInstant();
    var live =
        new LivePolicy(
            Policy.compile(key, it.terms()),
            it.validFrom().map(OffsetDateTime::toInstant).orElse(activated),
            it.validUntil().map(OffsetDateTime::toInstant));
    return new PastRules.Term(live, activated);
  }

  private static Uni<Ruling<Started>> refused(Refusal refusal) {
    return Uni.createFrom().item(refuse(refusal));
  }
}
