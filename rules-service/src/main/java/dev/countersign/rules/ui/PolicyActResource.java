package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.web.Caller;
import dev.countersign.rules.app.ConfirmReview;
import dev.countersign.rules.app.ConfirmReview.Looked;
import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.Policies.Wording;
import dev.countersign.rules.app.ReviewPolicy;
import dev.countersign.rules.app.ReviewPolicy.Start;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.ui.words.SaidWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The forms of the policy pages. They call what the API calls, so both refuse alike. */
@Path("/policies")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class PolicyActResource {

  private static final int LONGEST_REASON = 2000;

  private final Caller caller;
  private final PolicyReading reading;
  private final OncePerForm once;
  private final DraftPolicy drafts;
  private final ReviewPolicy review;
  private final ConfirmReview confirmReview;

  PolicyActResource(
      Caller caller,
      PolicyReading reading,
      OncePerForm once,
      DraftPolicy drafts,
      ReviewPolicy review,
      ConfirmReview confirmReview) {
    this.caller = caller;
    this.reading = reading;
    this.once = once;
    this.drafts = drafts;
    this.review = review;
    this.confirmReview = confirmReview;
  }

  @POST
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> draft(
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestForm @Nullable String operation,
      @RestForm @Nullable String over,
      @RestForm @Nullable String role,
      @RestForm @Nullable String who) {
    var typed =
        new PoliciesPage.Typed(
            SentText.of(operation), SentText.of(over), SentText.of(role), "me".equals(who));
    return once.run(
            key,
            "draft " + typed,
            (tx, actor) ->
                drafts.create(tx, actor, typed.operation(), (it, to) -> wording(typed, it, to)))
        .flatMap(_ ->
            reading.list(
                PoliciesPage.Typed.NOTHING,
                Optional.of(Notice.good(SaidWords::draftMade, SaidWords::lookThenSubmit))))
        .map(page -> RestResponse.ok(Pages.list(page)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure ->
            reading
                .list(typed, Notices.of(failure))
                .map(page -> FormAnswers.refused(Pages.list(page))));
  }

  private Wording wording(
      PoliciesPage.Typed typed,
      Partner partner,
      dev.countersign.rules.core.operation.Operation operation) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("over", typed.over());
    // The form says "over", and a strict partner's own reading of an edge may be another.
    document.put("requiresApproval", "ABOVE");
    if (typed.me()) {
      document.put("user", caller.person());
    } else {
      document.put("role", typed.role());
    }
    return EditDraft.wording(document, partner, operation);
  }

  @POST
  @Path("{id}/versions/{version}/submit")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> submit(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key) {
    var target = new Target(new PolicyId(id), version);
    return act(
        key,
        "submit " + target,
        target,
        (tx, actor) -> review.submit(tx, actor, target),
        Notice.good(SaidWords::submitted, SaidWords::fixedNow));
  }

  @POST
  @Path("{id}/versions/{version}/activate")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> activate(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestForm @Nullable String reviewBy) {
    var target = new Target(new PolicyId(id), version);
    var next = SentText.of(reviewBy);
    return act(
        key,
        "activate " + next + " " + target,
        target,
        (tx, actor) -> review.activate(tx, actor, target, start(next)),
        Notice.good(SaidWords::activated, SaidWords::judgedSoon));
  }

  @POST
  @Path("{id}/versions/{version}/retire")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> retire(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestForm @Nullable String reason) {
    var target = new Target(new PolicyId(id), version);
    var said = SentText.of(reason);
    var how =
        new ReviewPolicy.Retirement(
            true, Optional.of(said).filter(it -> it.length() <= LONGEST_REASON));
    return act(
        key,
        "retire " + said + " " + target,
        target,
        (tx, actor) -> review.retire(tx, actor, target, how),
        Notice.good(SaidWords::retired, SaidWords::openGoOn));
  }

  @POST
  @Path("{id}/versions/{version}/confirm")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> confirm(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RestForm @Nullable String reason,
      @RestForm @Nullable String reviewBy) {
    var target = new Target(new PolicyId(id), version);
    var said = SentText.of(reason);
    var next = SentText.of(reviewBy);
    return act(
        key,
        "confirm " + said + " " + next + " " + target,
        target,
        (tx, actor) -> confirmReview.confirm(tx, actor, target, looked(said, next)),
        Notice.good(SaidWords::reviewed, SaidWords::staysInForce));
  }

  private static Looked looked(String reason, String next) {
    if (reason.length() > LONGEST_REASON) {
      throw Notices.declined("reason_too_long", SaidWords::reasonTooLong);
    }
    return new Looked(reason, day(next), Instant.now());
  }

  private static Start start(String reviewBy) {
    return new Start(Optional.empty(), day(reviewBy), OffsetDateTime.now(ZoneOffset.UTC));
  }

  private static Optional<LocalDate> day(String typed) {
    try {
      return Optional.of(typed).filter(it -> !it.isEmpty()).map(LocalDate::parse);
    } catch (DateTimeParseException _) {
      throw Notices.declined("review_date_invalid", SaidWords::dayUnreadable);
    }
  }

  private Uni<RestResponse<TemplateInstance>> act(
      @Nullable String key, String what, Target target, OncePerForm.Move move, Notice done) {
    return once.run(key, what, move)
        .flatMap(_ -> reading.version(target, Optional.of(done)))
        .map(page -> RestResponse.ok(Pages.version(page)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure ->
            reading
                .version(target, Notices.of(failure))
                .map(page -> FormAnswers.refused(Pages.version(page))));
  }
}
