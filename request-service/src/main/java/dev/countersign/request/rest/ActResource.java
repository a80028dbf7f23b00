package dev.countersign.request.rest;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.Attestation;
import dev.countersign.request.app.WitnessOverride;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.rest.ActBodies.ReasonBody;
import dev.countersign.request.rest.ActBodies.ReassignBody;
import dev.countersign.request.rest.ActBodies.ReviewBody;
import dev.countersign.request.rest.ActBodies.WitnessBody;
import dev.countersign.request.rest.Keyed.Call;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** What people do to requests besides deciding them: the same for each act, and once per key. */
@Path("/v1/approval-requests/{id}")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approval requests")
public class ActResource {
  private final ActOnRequest acts;
  private final WitnessOverride witnesses;
  private final Caller caller;
  private final Keyed keyed;

  ActResource(ActOnRequest acts, WitnessOverride witnesses, Caller caller, Keyed keyed) {
    this.acts = acts;
    this.witnesses = witnesses;
    this.caller = caller;
    this.keyed = keyed;
  }

  /** The request right after the act. */
  public record ActDocument(UUID requestId, String status, int version, int ledgerSeq) {}

  /** An attestation that was noted. */
  public record WitnessDocument(UUID requestId, String witness, String actor) {}

  @POST
  @Path("/cancel")
  @Operation(summary = "Takes a request back: its maker withdraws it, or an operator cancels it")
  public Uni<ActDocument> cancel(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReasonBody body) {
    return act(id, key, body, new Act.Cancel(body.read()));
  }

  @POST
  @Path("/withdraw")
  @Operation(summary = "The same as cancel, by the word that a maker uses")
  public Uni<ActDocument> withdraw(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReasonBody body) {
    return act(id, key, body, new Act.Cancel(body.read()));
  }

  @POST
  @Path("/resubmit")
  @Operation(summary = "The maker answers that nothing needs to change, and says why")
  public Uni<ActDocument> resubmit(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReasonBody body) {
    return act(id, key, body, new Act.Resubmit(body.read()));
  }

  @POST
  @Path("/reassign")
  @Operation(summary = "Hands a place in an open step to another person of its pool")
  public Uni<ActDocument> reassign(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReassignBody body) {
    return act(id, key, body, body.act());
  }

  @POST
  @Path("/pull-back")
  @Operation(
      summary = "The same as reassign, by the word that some call it",
      description =
          "A place goes to another person of the step's pool (C-17). It is not the maker's"
              + " withdrawal: that is withdraw.")
  public Uni<ActDocument> pullBack(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReassignBody body) {
    return act(id, key, body, body.act());
  }

  @POST
  @Path("/override")
  @Operation(
      summary = "Approves in an emergency, before a witness; a review is owed for it",
      description =
          "A large amount may ask for a fresh sign-in: 401 insufficient_user_authentication"
              + " (RFC 9470).")
  public Uni<ActDocument> override(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReasonBody body) {
    return act(id, key, body, new Act.OverrideCheckers(body.read()));
  }

  @POST
  @Path("/override/review")
  @Operation(summary = "Says whether an override was justified")
  public Uni<ActDocument> review(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReviewBody body) {
    return act(id, key, body, body.act());
  }

  @POST
  @Path("/review")
  @Operation(summary = "Says whether an override or a self-approval was justified")
  public Uni<ActDocument> reviewApproval(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReviewBody body) {
    return act(id, key, body, body.act());
  }

  @POST
  @Path("/revoke")
  @Operation(summary = "Stops an approved request before its hold is over")
  public Uni<ActDocument> revoke(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReasonBody body) {
    return act(id, key, body, new Act.Revoke(body.read()));
  }

  @POST
  @Path("/release")
  @Operation(summary = "Has a quarantined event evaluated again, as it came in")
  public Uni<ActDocument> release(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, ReasonBody body) {
    return act(id, key, body, new Act.Release(body.read()));
  }

  @POST
  @Path("/override/witness")
  @Operation(
      summary = "Stands by somebody else's override; it serves for ten minutes",
      description =
          "A large amount may ask for a fresh sign-in, as the override does: 401"
              + " insufficient_user_authentication (RFC 9470).")
  public Uni<WitnessDocument> witness(
      String id, @RestHeader(Keyed.HEADER) @Nullable String key, WitnessBody body) {
    var actor = People.acting(caller);
    var overrider = body.overrider();
    if (overrider.equals(actor.person())) {
      throw new ProblemException(
          403, "witness_not_independent", "Somebody else has to stand by your override.");
    }
    var request = new RequestId(Ids.of(id));
    return keyed.once(
        new Call<>(key, body, WitnessDocument.class),
        () ->
            witnesses
                .handle(actor, request, overrider)
                .map(attestation -> {
                  requireGiven(attestation);
                  return new WitnessDocument(
                      request.value(), actor.person().value(), overrider.value());
                }));
  }

  private static void requireGiven(Attestation attestation) {
    switch (attestation) {
      case Attestation.Given _ -> {
        // It is noted.
      }
      case Attestation.UnknownRequest _ -> throw ProblemException.notFound();
      case Attestation.SignInRequired(var stepUp) -> throw Refusals.signInAgain(stepUp);
    }
  }

  private Uni<ActDocument> act(String id, @Nullable String key, Object body, Act act) {
    var actor = People.acting(caller);
    var request = new RequestId(Ids.of(id));
    return keyed.once(
        new Call<>(key, body, ActDocument.class),
        () -> acts.handle(actor, request, act).map(result -> answer(request, result)));
  }

  private static ActDocument answer(RequestId request, ActResult result) {
    return switch (result) {
      case ActResult.Done(var status, var version, var seq) ->
          new ActDocument(request.value(), status, version, seq);
      case ActResult.Refused(var refusal) -> throw Refusals.problem(refusal);
      case ActResult.SignInRequired(var stepUp) -> throw Refusals.signInAgain(stepUp);
    };
  }
}
