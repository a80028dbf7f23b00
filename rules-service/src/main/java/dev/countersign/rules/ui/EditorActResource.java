package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.ReviewPolicy;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.ui.EditDraft.Change;
import dev.countersign.rules.ui.EditDraft.Seen;
import dev.countersign.rules.ui.EditorPage.WorkflowForm;
import dev.countersign.rules.ui.EditorReading.Chosen;
import dev.countersign.rules.ui.EditorReading.Shown;
import dev.countersign.rules.ui.EditorReading.Typed;
import dev.countersign.rules.ui.words.SaidWords;
import dev.countersign.rules.ui.words.Sentence;
import dev.countersign.rules.ui.words.Speech;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The forms of the editor. Each changes one thing of a draft and shows what the analysis says. */
@Path("/policies")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class EditorActResource {

  private final EditorReading reading;
  private final OncePerForm once;
  private final EditDraft edits;
  private final DraftPolicy drafts;
  private final ReviewPolicy review;
  private final Speech speech;

  EditorActResource(
      EditorReading reading,
      OncePerForm once,
      EditDraft edits,
      DraftPolicy drafts,
      ReviewPolicy review,
      Speech speech) {
    this.reading = reading;
    this.once = once;
    this.edits = edits;
    this.drafts = drafts;
    this.review = review;
    this.speech = speech;
  }

  @POST
  @Path("workflows")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> add(
      @RestHeader("Idempotency-Key") @Nullable String key, @BeanParam SentWorkflow sent) {
    var form = sent.form();
    return once.run(
            key,
            "add workflow " + form,
            (tx, actor) ->
                drafts.create(
                    tx,
                    actor,
                    form.operation(),
                    (partner, operation) -> EditDraft.wording(sent.document(), partner, operation)))
        .flatMap(made ->
            reading
                .page(
                    Optional.of(made),
                    Shown.NOTHING.with(said(SaidWords::workflowMade, SaidWords::addLevels)))
                .map(page -> moved(page, made)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure ->
            refused(
                Optional.empty(),
                failure,
                "workflow",
                new Shown(form, Optional.empty(), Mistakes.NONE, Optional.empty())));
  }

  @POST
  @Path("{id}/versions/{version}/copy")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> copy(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key) {
    var target = new Target(new PolicyId(id), version);
    return once.run(key, "copy " + target, (tx, actor) -> edits.copy(tx, actor, target))
        .flatMap(made ->
            reading
                .page(
                    Optional.of(made),
                    Shown.NOTHING.with(said(SaidWords::copied, SaidWords::oldInForce)))
                .map(page -> moved(page, made)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure -> refused(Optional.of(target), failure, "copy", Shown.NOTHING));
  }

  @POST
  @Path("{id}/versions/{version}/delete")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> delete(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key) {
    var target = new Target(new PolicyId(id), version);
    return once.run(key, "delete " + target, (tx, actor) -> review.delete(tx, actor, target))
        .flatMap(_ ->
            reading.page(
                Optional.empty(), Shown.NOTHING.with(said(SaidWords::deleted, SaidWords::asItWas))))
        .map(page -> FormAnswers.moved(EditorPages.tables(page), "/policies/workflows"))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure -> refused(Optional.empty(), failure, "delete", Shown.NOTHING));
  }

  @POST
  @Path("{id}/versions/{version}/levels")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> level(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @BeanParam SentLevel sent) {
    var level = sent.level();
    var track = SentText.of(sent.track);
    var at = SentText.of(sent.at);
    var index = SentText.number(sent.index);
    var shown =
        new Shown(
            WorkflowForm.NOTHING,
            Optional.of(new Chosen(at, index, Optional.of(new Typed(level, track)))),
            Mistakes.NONE,
            Optional.empty());
    var seen = new Seen(new Target(new PolicyId(id), version), SentText.number(sent.row));
    return change(
        new Sent(key, "level " + seen + at + index + level + track, seen, "level", shown),
        patch -> patch.level(at, index, level, track));
  }

  @POST
  @Path("{id}/versions/{version}/parts")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> part(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @BeanParam SentPart sent) {
    var seen = new Seen(new Target(new PolicyId(id), version), SentText.number(sent.row));
    return change(
        new Sent(key, "part " + seen + sent.said(), seen, sent.form(), Shown.NOTHING),
        sent::change);
  }

  /** A form that was sent: its key, what it asks and has seen, its name and what stands in it. */
  private record Sent(@Nullable String key, String what, Seen seen, String form, Shown shown) {}

  private Uni<RestResponse<TemplateInstance>> change(Sent sent, Change change) {
    var target = Optional.of(sent.seen().target());
    return once.run(
            sent.key(), sent.what(), (tx, actor) -> edits.change(tx, actor, sent.seen(), change))
        .flatMap(_ ->
            reading.page(
                target, Shown.NOTHING.with(said(SaidWords::saved, SaidWords::findingsOfNow))))
        .map(page -> RestResponse.ok(EditorPages.tables(page)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure -> refused(target, failure, sent.form(), sent.shown()));
  }

  private Uni<RestResponse<TemplateInstance>> refused(
      Optional<Target> target, Throwable failure, String form, Shown shown) {
    var declined = (Notices.Declined) failure;
    var mistakes = Mistakes.of(form, declined.problems(), speech.words());
    return reading
        .page(
            target,
            new Shown(shown.workflow(), shown.level(), mistakes, Optional.of(declined.notice())))
        .map(page -> FormAnswers.refused(EditorPages.tables(page)));
  }

  /** The page of another version than the one the form was on. */
  private static RestResponse<TemplateInstance> moved(EditorPage page, Target made) {
    return FormAnswers.moved(
        EditorPages.tables(page),
        "/policies/%s/versions/%d/levels".formatted(made.policy(), made.version()));
  }

  private static Optional<Notice> said(Sentence title, Sentence line) {
    return Optional.of(Notice.good(title, line));
  }
}
