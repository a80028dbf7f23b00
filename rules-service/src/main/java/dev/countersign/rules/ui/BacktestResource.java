package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.app.backtest.BeginSimulation;
import dev.countersign.rules.app.backtest.BeginSimulation.Beginning;
import dev.countersign.rules.app.backtest.Simulation.Candidate;
import dev.countersign.rules.app.backtest.StartSimulation;
import dev.countersign.rules.app.backtest.StopSimulation;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.ui.BacktestSection.Typed;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Starts and stops a backtest of a version from its page, and says how far it is (N-01). */
@Path("/policies/{id}/versions/{version}/backtest")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Produces(MediaType.TEXT_HTML)
public class BacktestResource {

  private final PolicyReading reading;
  private final BacktestReading backtests;
  private final OncePerForm once;
  private final BeginSimulation begin;
  private final StartSimulation start;
  private final StopSimulation stop;

  BacktestResource(
      PolicyReading reading,
      BacktestReading backtests,
      OncePerForm once,
      BeginSimulation begin,
      StartSimulation start,
      StopSimulation stop) {
    this.reading = reading;
    this.backtests = backtests;
    this.once = once;
    this.begin = begin;
    this.start = start;
    this.stop = stop;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> run(@PathParam("id") UUID id, @PathParam("version") int version) {
    var target = new Target(new PolicyId(id), version);
    return reading
        .inTransaction(tx ->
            reading
                .find(tx, target)
                .flatMap(it -> backtests.run(tx, reading.actor().partner(), it)))
        .map(BacktestPages::run);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> begin(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestForm @Nullable String from,
      @RestForm @Nullable String to) {
    var target = new Target(new PolicyId(id), version);
    var typed = new Typed(SentText.of(from), SentText.of(to));
    return begin
        .after(beginning ->
            once.run(
                key,
                "backtest " + typed + " " + target,
                (tx, actor) -> order(tx, actor, target, typed, beginning)))
        .flatMap(_ -> reading.version(target, Optional.empty()))
        .map(page -> RestResponse.ok(Pages.version(page.backtesting(typed))))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure -> refused(target, typed, failure));
  }

  @POST
  @Path("stop")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> stop(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestForm @Nullable UUID run) {
    var target = new Target(new PolicyId(id), version);
    return once.run(
            key, "stop " + run + " of " + target, (tx, actor) -> stopped(tx, actor, target, run))
        .flatMap(_ -> reading.version(target, Optional.empty()))
        .map(page -> RestResponse.ok(Pages.version(page)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure ->
            reading
                .version(target, Notices.of(failure))
                .map(page -> FormAnswers.refused(Pages.version(page))));
  }

  private Uni<Ruling<PolicyVersion>> stopped(
      SqlConnection tx, Actor actor, Target target, @Nullable UUID run) {
    if (run == null) {
      throw new ProblemException(422, "form_invalid", "The form is not one of this page.");
    }
    return stop.stop(tx, actor, run)
        .map(Notices::accepted)
        .invoke(it -> {
          if (!it.candidate().equals(Optional.of(candidate(target)))) {
            throw ProblemException.notFound();
          }
        })
        .chain(() -> reading.find(tx, target))
        .map(Ruling::accept);
  }

  private static Candidate candidate(Target target) {
    return new Candidate(target.policy(), target.version());
  }

  private Uni<Ruling<PolicyVersion>> order(
      SqlConnection tx, Actor actor, Target target, Typed typed, Beginning beginning) {
    var candidate = candidate(target);
    return reading
        .zone(tx)
        .flatMap(zone ->
            beginning.order(() -> start.ofVersion(tx, actor, candidate, typed.window(zone))))
        .map(Notices::accepted)
        .chain(() -> reading.find(tx, target))
        .map(Ruling::accept);
  }

  private Uni<RestResponse<TemplateInstance>> refused(
      Target target, Typed typed, Throwable failure) {
    return reading
        .version(target, Notices.of(failure))
        .map(page -> FormAnswers.refused(Pages.version(page.backtesting(typed))));
  }
}
