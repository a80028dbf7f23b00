package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.rest.DecisionAnswers.ReceiptDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
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

  @POST
  @Path("/{id}/decisions")
  @Operation(
      summary = "Votes on an open step: approve, reject, ask for changes, or abstain",
      description =
          "A large amount may ask for a fresh sign-in: 401 insufficient_user_authentication"
              + " (RFC 9470).")
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
    return decisions
        .handle(actor, command)
        .map(result -> created(DecisionAnswers.receipt(actor, result)));
  }

  static String checked(@Nullable String key) {
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

  private static RestResponse<ReceiptDocument> created(ReceiptDocument receipt) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, receipt)
        .header("ETag", EntityTag.of(receipt.version()))
        .build();
  }
}
