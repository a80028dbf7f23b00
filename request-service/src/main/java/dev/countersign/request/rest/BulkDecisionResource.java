package dev.countersign.request.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Problem;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecideInBulk;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.rest.DecisionAnswers.ReceiptDocument;
import dev.countersign.request.rest.Keyed.Call;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Several votes in one call: each with its own digest and reason, each answered by itself. */
@Path("/v1/approval-requests:decide")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class BulkDecisionResource {
  private static final int MULTI_STATUS = 207;

  private final DecideInBulk decisions;
  private final Caller caller;
  private final Keyed keyed;

  BulkDecisionResource(DecideInBulk decisions, Caller caller, Keyed keyed) {
    this.decisions = decisions;
    this.caller = caller;
    this.keyed = keyed;
  }

  /** One to a hundred votes, each on another request. */
  @Schema(name = "BulkDecisionBody")
  public record BulkBody(@Nullable List<Item> items) {}

  /** A vote and the request it is for; {@code version} stands for the If-Match of a single one. */
  @Schema(name = "BulkDecision")
  public record Item(
      @Nullable String requestId, @Nullable Integer version, @Nullable DecisionBody decision) {}

  /** What became of all, in their order. */
  @Schema(name = "BulkDecisionResults")
  public record BulkDocument(int recorded, int refused, List<Result> items) {}

  /** What became of one: the status and the receipt or problem that it would have had alone. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BulkDecisionResult")
  public record Result(
      String requestId,
      int status,
      @Nullable ReceiptDocument receipt,
      @Nullable String code,
      @Nullable String detail,
      @Nullable Map<String, Object> problem) {

    static Result of(String requestId, Problem problem) {
      var extras = problem.extras().isEmpty() ? null : problem.extras();
      return new Result(
          requestId, problem.status(), null, problem.code(), problem.detail(), extras);
    }
  }

  /** An item as far as it could be read. */
  private record Reading(
      String requestId, Optional<DecisionCommand> command, Optional<Problem> problem) {}

  @POST
  @Operation(
      summary = "Votes on up to 100 requests, each ruled on by itself",
      description =
          "Answers 207 with one result per item: the status and code a single decision would have"
              + " had. A policy may forbid it for its requests (bulk_forbidden).")
  @ResponseStatus(MULTI_STATUS)
  @APIResponse(responseCode = "207", description = "What became of each")
  @APIResponseSchema(value = BulkDocument.class, responseCode = "207")
  public Uni<BulkDocument> decide(@RestHeader(Keyed.HEADER) @Nullable String key, BulkBody body) {
    var actor = People.acting(caller);
    caller.limit("decision");
    var readings = readings(body, DecisionResource.checked(key));
    var commands = readings.stream().flatMap(reading -> reading.command().stream()).toList();
    return keyed.inParts(
        new Call<>(key, body, BulkDocument.class),
        () ->
            decisions
                .handle(actor, commands)
                .map(results -> document(actor, readings, results.iterator())));
  }

  private static List<Reading> readings(BulkBody body, String key) {
    var items = Optional.ofNullable(body.items()).orElse(List.of());
    var distinct = items.stream().map(Item::requestId).distinct().count();
    if (items.isEmpty() || items.size() > DecideInBulk.MOST || distinct < items.size()) {
      throw new ProblemException(
          422, "bulk_invalid", "Send 1 to 100 votes, each on another request.");
    }
    return items.stream().map(item -> reading(item, key)).toList();
  }

  private static Reading reading(Item item, String key) {
    var requestId = item.requestId() == null ? "" : item.requestId();
    try {
      return new Reading(requestId, Optional.of(command(item, requestId, key)), Optional.empty());
    } catch (ProblemException refused) {
      return new Reading(requestId, Optional.empty(), Optional.of(refused.problem()));
    }
  }

  private static DecisionCommand command(Item item, String requestId, String key) {
    var request = new RequestId(Ids.of(requestId));
    var decision = item.decision();
    if (decision == null) {
      throw new ProblemException(400, "decision_missing", "An item has a decision.");
    }
    return new DecisionCommand(
        request,
        decision.readVote(),
        decision.readReason(),
        decision.readSeen(),
        Optional.ofNullable(item.version()),
        Optional.of(key),
        decision.readAim());
  }

  private static BulkDocument document(
      Actor.Human actor, List<Reading> readings, Iterator<Optional<DecisionResult>> results) {
    var items = new ArrayList<Result>();
    for (Reading reading : readings) {
      items.add(
          reading
              .problem()
              .map(problem -> Result.of(reading.requestId(), problem))
              .orElseGet(() -> result(actor, reading.requestId(), results.next())));
    }
    var recorded = (int) items.stream().filter(item -> item.receipt() != null).count();
    return new BulkDocument(recorded, items.size() - recorded, items);
  }

  private static Result result(
      Actor.Human actor, String requestId, Optional<DecisionResult> result) {
    try {
      var known =
          result.orElseThrow(() ->
              new ProblemException(
                  503, "unavailable", "It is not known whether it was recorded; ask again."));
      return new Result(requestId, 201, DecisionAnswers.receipt(actor, known), null, null, null);
    } catch (ProblemException refused) {
      return Result.of(requestId, refused.problem());
    }
  }
}
