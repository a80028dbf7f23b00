package dev.countersign.rules.rest;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.ConfirmReview;
import dev.countersign.rules.app.ConfirmReview.Looked;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.ReviewPolicy;
import dev.countersign.rules.app.ReviewPolicy.Start;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.app.ShadowPolicy;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes policy versions through review into force. */
@Path("/v1/policies/{id}/versions")
@Tag(name = "Policies")
@RolesAllowed({"policy_admin", "APPROVAL_CONFIGS"})
@Produces(MediaType.APPLICATION_JSON)
public class PolicyReviewResource {

  private final Caller caller;
  private final TenantTransaction transaction;
  private final Idempotency idempotency;
  private final ReviewPolicy review;
  private final ShadowPolicy shadows;
  private final ConfirmReview confirmReview;
  private final LiveRules rules;

  PolicyReviewResource(
      Caller caller,
      TenantTransaction transaction,
      Idempotency idempotency,
      ReviewPolicy review,
      ShadowPolicy shadows,
      ConfirmReview confirmReview,
      LiveRules rules) {
    this.caller = caller;
    this.transaction = transaction;
    this.idempotency = idempotency;
    this.review = review;
    this.shadows = shadows;
    this.confirmReview = confirmReview;
    this.rules = rules;
  }

  /** One of the moves. */
  private interface Move {
    Uni<Ruling<PolicyVersion>> make(SqlConnection tx, Actor actor, Target target);
  }

  @POST
  @Path("{version}:shadow")
  @Operation(
      summary = "Have a draft evaluated on every live event beside the version in force",
      description = "It answers nothing. Where it differs is told on approvals.policy-shadow.v1.")
  @APIResponse(responseCode = "202", description = "The version, in the shadow and soon live")
  public Uni<Response> shadow(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var asking = asking("shadow", id, version, key);
    return move(asking, new Target(new PolicyId(id), version), 202, shadows::shadow);
  }

  @POST
  @Path("{version}:unshadow")
  @Operation(summary = "Take a version out of the shadow; it is a draft again")
  @APIResponse(responseCode = "200", description = "The version, a draft")
  public Uni<Response> unshadow(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var asking = asking("unshadow", id, version, key);
    return move(asking, new Target(new PolicyId(id), version), 200, shadows::unshadow);
  }

  @POST
  @Path("{version}:submit")
  @Operation(summary = "Close a draft and hand it to review")
  @APIResponse(responseCode = "200", description = "The version, now in review")
  public Uni<Response> submit(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var asking = asking("submit", id, version, key);
    return move(asking, new Target(new PolicyId(id), version), 200, review::submit);
  }

  @POST
  @Path("{version}:activate")
  @Operation(summary = "Put a reviewed version in force; live once every instance can know it")
  @APIResponse(responseCode = "202", description = "The version, active and soon live")
  public Uni<Response> activate(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @Parameter(description = "From when; now if absent.") @QueryParam("validFrom")
          @Nullable OffsetDateTime validFrom,
      @Parameter(
              description =
                  "By when somebody has to look whether it still fits, a day in the partner's zone;"
                      + " a year after the start if absent.")
          @QueryParam("reviewBy")
          @Schema(type = SchemaType.STRING, format = "date")
          @Nullable String reviewBy,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var asking = asking("activate " + validFrom + " " + reviewBy, id, version, key);
    var start =
        new Start(
            Optional.ofNullable(validFrom),
            Optional.ofNullable(reviewBy).map(PolicyReviewResource::day),
            OffsetDateTime.now(ZoneOffset.UTC));
    return move(
        asking,
        new Target(new PolicyId(id), version),
        202,
        (tx, actor, target) -> review.activate(tx, actor, target, start));
  }

  /** Read here: what the framework cannot read it would call not found. */
  private static LocalDate day(String reviewBy) {
    try {
      return LocalDate.parse(reviewBy);
    } catch (DateTimeParseException _) {
      throw RulesResponses.problem(Refusal.REVIEW_DATE_INVALID);
    }
  }

  /** How a version ends. */
  @Schema(name = "Retirement")
  public record Retirement(
      @Schema(description = "DRAIN: requests open under it go on.") @Nullable Mode mode,
      @Nullable @Size(max = 2000) String reason) {}

  /** What becomes of requests that are open under a version. */
  public enum Mode {
    DRAIN
  }

  @POST
  @Path("{version}:retire")
  @Operation(summary = "Take a version out of force, or turn it down in review (C-18)")
  @APIResponse(responseCode = "200", description = "The version, retired")
  public Uni<Response> retire(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @NotNull @Valid Retirement request,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var how =
        new ReviewPolicy.Retirement(
            request.mode() == Mode.DRAIN, Optional.ofNullable(request.reason()));
    var asking = asking("retire " + how, id, version, key);
    return move(
        asking,
        new Target(new PolicyId(id), version),
        200,
        (tx, actor, target) -> review.retire(tx, actor, target, how));
  }

  /** Why a version in force still fits, and by when somebody has to look again. */
  @Schema(name = "ReviewConfirmation")
  public record Confirmation(
      @Nullable @Size(max = 2000) String reason,
      @Schema(description = "A day in the partner's zone; in a year if absent.")
          @Nullable LocalDate reviewBy) {}

  @POST
  @Path("{version}:confirm")
  @Operation(
      summary = "Say that a version in force was reviewed and still fits (F-201)",
      description = "It moves the day of the next review. No event is judged otherwise by it.")
  @APIResponse(responseCode = "200", description = "The version, with its next review")
  public Uni<Response> confirm(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @NotNull @Valid Confirmation request,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var looked =
        new Looked(
            Optional.ofNullable(request.reason()).orElse(""),
            Optional.ofNullable(request.reviewBy()),
            Instant.now());
    return move(
        asking("confirm " + request, id, version, key),
        new Target(new PolicyId(id), version),
        200,
        (tx, actor, target) -> confirmReview.confirm(tx, actor, target, looked));
  }

  @DELETE
  @Path("{version}")
  @Operation(summary = "Delete a draft; what was more than a draft is retired instead")
  @APIResponse(responseCode = "204", description = "It is gone")
  public Uni<Response> delete(@PathParam("id") UUID id, @PathParam("version") int version) {
    var actor = RulesResponses.actor(caller.partner(), caller.person());
    var target = new Target(new PolicyId(id), version);
    return transaction
        .run(Set.of(actor.partner().value()), tx -> review.delete(tx, actor, target))
        .map(RulesResponses::accepted)
        .map(_ -> Response.noContent().build());
  }

  private Idempotency.Asking asking(String verb, UUID id, int version, @Nullable String key) {
    return Idempotency.asking(caller, key, verb + " " + id + "/" + version, new byte[0]);
  }

  private Uni<Response> move(Idempotency.Asking asking, Target target, int status, Move move) {
    var actor = RulesResponses.actor(caller.partner(), caller.person());
    return transaction
        .run(
            Set.of(actor.partner().value()),
            tx ->
                idempotency.once(
                    tx,
                    asking,
                    () ->
                        move.make(tx, actor, target)
                            .map(RulesResponses::accepted)
                            .map(it -> Reply.json(status, view(it, actor)))))
        .map(RulesResponses::of);
  }

  private PolicyView view(PolicyVersion version, Actor actor) {
    return PolicyView.of(version, actor.partner(), rules);
  }
}
