package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.WitnessOverride;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestId;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people do to requests besides deciding them. Each act is repeated without harm. */
@Path("/v1/approval-requests/{id}")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class ActResource {
  private static final int LONGEST_ID = 200;

  private final ActOnRequest acts;
  private final WitnessOverride witnesses;
  private final Caller caller;

  ActResource(ActOnRequest acts, WitnessOverride witnesses, Caller caller) {
    this.acts = acts;
    this.witnesses = witnesses;
    this.caller = caller;
  }

  /** Why something is done. */
  public record ReasonBody(@Nullable String reason) {}

  /** Which place goes to whom; without {@code from} it is the caller's own. */
  public record ReassignBody(
      @Nullable Integer step,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason) {}

  /** Whose override the caller stands by. */
  public record WitnessBody(@Nullable String actor) {}

  /** What a review came to: JUSTIFIED or NOT_JUSTIFIED. */
  public record ReviewBody(@Nullable String finding, @Nullable String reason) {}

  /** The request right after the act. */
  public record ActDocument(UUID requestId, String status, int version, int ledgerSeq) {}

  /** An attestation that was noted. */
  public record WitnessDocument(UUID requestId, String witness, String actor) {}

  @POST
  @Path("/cancel")
  @Operation(summary = "Takes a request back: its maker withdraws it, or an operator cancels it")
  public Uni<ActDocument> cancel(String id, ReasonBody body) {
    return act(id, new Act.Cancel(reason(body.reason())));
  }

  @POST
  @Path("/resubmit")
  @Operation(summary = "The maker answers that nothing needs to change, and says why")
  public Uni<ActDocument> resubmit(String id, ReasonBody body) {
    return act(id, new Act.Resubmit(reason(body.reason())));
  }

  @POST
  @Path("/reassign")
  @Operation(summary = "Hands a place in an open step to another person of its pool")
  public Uni<ActDocument> reassign(String id, ReassignBody body) {
    if (body.step() == null) {
      throw new ProblemException(400, "step_required", "Name the step.");
    }
    return act(
        id,
        new Act.Reassign(
            body.step(),
            Optional.ofNullable(body.from()).map(from -> person("from", from)),
            person("to", body.to()),
            reason(body.reason())));
  }

  @POST
  @Path("/override/witness")
  @Operation(summary = "Stands by somebody else's override; it serves for ten minutes")
  public Uni<WitnessDocument> witness(String id, WitnessBody body) {
    var actor = People.acting(caller);
    var overrider = person("actor", body.actor());
    if (overrider.equals(actor.person())) {
      throw new ProblemException(
          403, "witness_not_independent", "Somebody else has to stand by your override.");
    }
    var request = new RequestId(Ids.of(id));
    return witnesses
        .handle(actor, request, overrider)
        .map(known -> {
          if (!known) {
            throw ProblemException.notFound();
          }
          return new WitnessDocument(request.value(), actor.person().value(), overrider.value());
        });
  }

  @POST
  @Path("/override")
  @Operation(summary = "Approves in an emergency, before a witness; a review is owed for it")
  public Uni<ActDocument> override(String id, ReasonBody body) {
    return act(id, new Act.OverrideCheckers(reason(body.reason())));
  }

  @POST
  @Path("/override/review")
  @Operation(summary = "Says whether an override was justified")
  public Uni<ActDocument> review(String id, ReviewBody body) {
    for (Finding finding : Finding.values()) {
      if (finding.name().equals(body.finding())) {
        return act(id, new Act.Review(finding, reason(body.reason())));
      }
    }
    throw new ProblemException(400, "finding_invalid", "A finding is JUSTIFIED or NOT_JUSTIFIED.");
  }

  @POST
  @Path("/revoke")
  @Operation(summary = "Stops an approved request before its hold is over")
  public Uni<ActDocument> revoke(String id, ReasonBody body) {
    return act(id, new Act.Revoke(reason(body.reason())));
  }

  @POST
  @Path("/release")
  @Operation(summary = "Lets a quarantined event be evaluated again when it is sent again")
  public Uni<ActDocument> release(String id, ReasonBody body) {
    return act(id, new Act.Release(reason(body.reason())));
  }

  private Uni<ActDocument> act(String id, Act act) {
    var request = new RequestId(Ids.of(id));
    return acts.handle(People.acting(caller), request, act).map(result -> answer(request, result));
  }

  private static Reason reason(@Nullable String text) {
    return DecisionBody.reason(text);
  }

  private static PersonId person(String field, @Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
      throw new ProblemException(400, "person_required", "Name a person in " + field + ".");
    }
    return new PersonId(id);
  }

  private static ActDocument answer(RequestId request, ActResult result) {
    return switch (result) {
      case ActResult.Done(var status, var version, var seq) ->
          new ActDocument(request.value(), status, version, seq);
      case ActResult.Refused(var refusal) -> throw Refusals.problem(refusal);
    };
  }
}
