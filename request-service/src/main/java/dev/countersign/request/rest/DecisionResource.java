package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Receipt;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Votes. The person is the token's; nobody can vote in somebody else's name. */
@Path("/v1/approval-requests")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class DecisionResource {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final RecordDecision decisions;
  private final Caller caller;

  DecisionResource(RecordDecision decisions, Caller caller) {
    this.decisions = decisions;
    this.caller = caller;
  }

  /** The vote as it stands on record. A repeated call under the same key gives the same again. */
  public record ReceiptDocument(
      UUID requestId,
      int step,
      String by,
      String vote,
      String reason,
      Instant at,
      String status,
      int version,
      int ledgerSeq) {}

  @POST
  @Path("/{id}/decisions")
  @Operation(summary = "Votes on an open step: approve, reject, ask for changes, or abstain")
  public Uni<RestResponse<ReceiptDocument>> decide(
      String id,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestHeader("If-Match") @Nullable String ifMatch,
      DecisionBody body) {
    var actor = People.acting(caller);
    caller.limit("decision");
    var command =
        new DecisionCommand(
            new RequestId(Ids.of(id)),
            body.readVote(),
            body.readReason(),
            body.readSeen(),
            ETags.version(ifMatch),
            Optional.of(checked(key)),
            body.readAim());
    return decisions.handle(actor, command).map(result -> answer(actor, result));
  }

  private static String checked(@Nullable String key) {
    if (key == null) {
      throw new ProblemException(
          400, "idempotency_key_required", "Send an Idempotency-Key, a new one for each vote.");
    }
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          400, "idempotency_key_invalid", "A key is 1 to 200 printable ASCII characters.");
    }
    return key;
  }

  private static RestResponse<ReceiptDocument> answer(Actor.Human actor, DecisionResult result) {
    return switch (result) {
      case DecisionResult.Recorded(var receipt) -> created(actor, receipt);
      case DecisionResult.Replayed(var receipt) -> created(actor, receipt);
      case DecisionResult.KeyReused _ ->
          throw new ProblemException(
              422, "idempotency_key_reuse", "This key stands for another vote of yours.");
      case DecisionResult.Refused(var refusal) -> throw Refusals.problem(refusal);
      case DecisionResult.Stale(var seen, var current) -> throw stale(seen, current);
      case DecisionResult.VersionMismatch _ -> throw ETags.mismatch();
      case DecisionResult.PreconditionRequired _ ->
          throw new ProblemException(
              428,
              "precondition_required",
              "Say what you decide on: payloadDigest, iteration and policyVersion, or If-Match.");
    };
  }

  private static RestResponse<ReceiptDocument> created(Actor.Human actor, Receipt receipt) {
    var document =
        new ReceiptDocument(
            receipt.request().value(),
            receipt.step(),
            actor.person().value(),
            receipt.vote().name(),
            receipt.reason(),
            receipt.at(),
            receipt.status(),
            receipt.version(),
            receipt.ledgerSeq());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, document)
        .header("ETag", ETags.of(receipt.version()))
        .build();
  }

  private static ProblemException stale(Seen seen, Seen current) {
    return new ProblemException(
        409,
        "stale_decision",
        "The request is not what you decided on.",
        Map.of("seen", pins(seen), "current", pins(current)));
  }

  private static Map<String, Object> pins(Seen seen) {
    return Map.of(
        "payloadDigest", seen.payload().hex(),
        "iteration", seen.iteration(),
        "policyVersion", seen.policyVersion());
  }
}
