package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.DraftPolicy.Preview;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.app.backtest.BeginSimulation;
import dev.countersign.rules.app.backtest.BeginSimulation.Beginning;
import dev.countersign.rules.app.backtest.Simulation;
import dev.countersign.rules.app.backtest.Simulation.Candidate;
import dev.countersign.rules.app.backtest.Simulations;
import dev.countersign.rules.app.backtest.StartSimulation;
import dev.countersign.rules.app.backtest.StartSimulation.Started;
import dev.countersign.rules.app.backtest.StopSimulation;
import dev.countersign.rules.app.backtest.Window;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Backtests: what a version, or a document, would have answered to the events of the past. */
@Path("/v1/simulations")
@Tag(name = "Simulations")
@RolesAllowed({"policy_admin", "APPROVAL_CONFIGS"})
@Produces(MediaType.APPLICATION_JSON)
public class SimulationsResource {

  private final Caller caller;
  private final TenantTransaction transaction;
  private final Idempotency idempotency;
  private final BeginSimulation begin;
  private final StartSimulation start;
  private final StopSimulation stop;
  private final Simulations simulations;
  private final DraftPolicy draftPolicy;

  SimulationsResource(
      Caller caller,
      TenantTransaction transaction,
      Idempotency idempotency,
      BeginSimulation begin,
      StartSimulation start,
      StopSimulation stop,
      Simulations simulations,
      DraftPolicy draftPolicy) {
    this.caller = caller;
    this.transaction = transaction;
    this.idempotency = idempotency;
    this.begin = begin;
    this.start = start;
    this.stop = stop;
    this.simulations = simulations;
    this.draftPolicy = draftPolicy;
  }

  /** What is to be tried on which past: a version, or a policy document with its operation. */
  @Schema(name = "SimulationRequest")
  public record Request(
      @Nullable UUID policyId,
      @Nullable Integer version,
      @Schema(implementation = Object.class, description = "As for POST /v1/policies.")
          @Nullable JsonNode policy,
      @Schema(description = "Events that came in from here on …") @NotNull OffsetDateTime from,
      @Schema(description = "… and before this; now if absent.") @Nullable OffsetDateTime to) {

    Window window(Instant now) {
      return new Window(from.toInstant(), to == null ? now : to.toInstant());
    }
  }

  /** The simulations that are kept. */
  @Schema(name = "SimulationList")
  public record SimulationList(List<SimulationView> items) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Backtest a version, or a document, on recorded events",
      description =
          "The events of the window are read again and judged twice: as they were, and by what is"
              + " tried. Nothing is published. One runs per partner at a time.")
  @APIResponse(responseCode = "202", description = "It runs; Location says where to look")
  public Uni<Response> create(
      @NotNull @Valid Request request, @HeaderParam("Idempotency-Key") @Nullable String key) {
    var actor = actor();
    var asking = Idempotency.asking(caller, key, "POST /v1/simulations", request);
    return begin
        .after(beginning ->
            inTransaction(
                actor,
                tx -> idempotency.once(tx, asking, () -> begin(tx, actor, request, beginning))))
        .map(SimulationsResource::accepted);
  }

  private Uni<Reply> begin(SqlConnection tx, Actor actor, Request request, Beginning beginning) {
    var window = request.window(Instant.now());
    return beginning
        .order(() -> started(tx, actor, request, window))
        .map(RulesResponses::accepted)
        .map(it -> Reply.json(202, SimulationView.of(it)));
  }

  private Uni<Ruling<Started>> started(
      SqlConnection tx, Actor actor, Request request, Window window) {
    var policy = request.policyId();
    var version = request.version();
    var document = request.policy();
    if (policy != null && version != null && document == null) {
      return start.ofVersion(tx, actor, new Candidate(new PolicyId(policy), version), window);
    }
    if (policy != null || version != null || document == null) {
      throw new ProblemException(
          422, "candidate_invalid", "Name policyId and version, or send a policy document.");
    }
    var body = PolicyBody.of(document);
    var operation = body.operation().orElse("");
    return draftPolicy
        .preview(tx, actor, operation, body::wording)
        .map(RulesResponses::accepted)
        .map(Preview::terms)
        .flatMap(terms -> start.ofTerms(tx, actor, operation, terms, window));
  }

  @GET
  @Operation(summary = "The simulations that are kept, newest first, without their reports")
  public Uni<SimulationList> list() {
    var actor = actor();
    return inTransaction(
            actor,
            tx ->
                simulations
                    .tidy(tx, actor.partner())
                    .chain(() -> simulations.all(tx, actor.partner())))
        .map(all -> new SimulationList(all.stream().map(SimulationView::of).toList()));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A simulation: how far it is, and what came out")
  public Uni<SimulationView> get(@PathParam("id") UUID id) {
    var actor = actor();
    return inTransaction(
            actor, tx -> simulations.tidy(tx, actor.partner()).chain(() -> find(tx, actor, id)))
        .map(SimulationView::of);
  }

  @POST
  @Path("{id}:cancel")
  @Operation(summary = "Stop a simulation that runs")
  @APIResponse(responseCode = "200", description = "The simulation, cancelled")
  public Uni<Response> cancel(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    var actor = actor();
    var asking = Idempotency.asking(caller, key, "cancel simulation " + id, new byte[0]);
    return inTransaction(actor, tx -> idempotency.once(tx, asking, () -> cancelled(tx, actor, id)))
        .map(RulesResponses::of);
  }

  private Uni<Reply> cancelled(SqlConnection tx, Actor actor, UUID id) {
    return stop.stop(tx, actor, id)
        .map(RulesResponses::accepted)
        .map(it -> Reply.json(200, SimulationView.of(it)));
  }

  private Uni<Simulation> find(SqlConnection tx, Actor actor, UUID id) {
    return simulations
        .find(tx, actor.partner(), id)
        .map(found -> found.orElseThrow(ProblemException::notFound));
  }

  private static Response accepted(Reply reply) {
    var id = Json.read(reply.body()).path("id").asText();
    return Response.status(reply.status())
        .location(URI.create("/v1/simulations/" + id))
        .type(MediaType.APPLICATION_JSON)
        .entity(reply.body())
        .build();
  }

  private Actor actor() {
    return RulesResponses.actor(caller.partner(), caller.person());
  }

  private <T> Uni<T> inTransaction(Actor actor, Function<SqlConnection, Uni<T>> work) {
    return transaction.run(Set.of(actor.partner().value()), work);
  }
}
