package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.Viewer;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The two forms of a request page. They call what the API calls, so both refuse alike (SD-18). */
@Path("/requests")
@Authenticated
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class DecisionPageResource {

  private final RecordDecision decisions;
  private final ActOnRequest acts;
  private final RequestReading reading;
  private final Inbox inbox;
  private final Caller caller;

  DecisionPageResource(
      RecordDecision decisions,
      ActOnRequest acts,
      RequestReading reading,
      Inbox inbox,
      Caller caller) {
    this.decisions = decisions;
    this.acts = acts;
    this.reading = reading;
    this.inbox = inbox;
    this.caller = caller;
  }

  @POST
  @Path("/{id}/decisions")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> decide(
      String id, @RestHeader("HX-Request") @Nullable String script, @BeanParam SentDecision sent) {
    var request = PageIds.of(id);
    caller.requireHuman();
    caller.limit("decision");
    return decisions
        .handle(actor(), sent.command(new RequestId(request)))
        .map(Notices::of)
        .flatMap(notice -> show(request, notice, sent.typedReason(), script));
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> cancel(
      String id,
      @RestHeader("HX-Request") @Nullable String script,
      @RestForm @Nullable String reason) {
    var request = PageIds.of(id);
    caller.requireHuman();
    var withdrawal = new Act.Cancel(SentDecision.reason(reason));
    return acts.handle(actor(), new RequestId(request), withdrawal)
        .map(Notices::of)
        .flatMap(notice -> show(request, notice, "", script));
  }

  /** The request as it is now, under the notice; what was typed survives a refusal. */
  private Uni<RestResponse<TemplateInstance>> show(
      UUID request, Notices.Answer answer, String typed, @Nullable String script) {
    var viewer = new Viewer(caller.partner(), caller.person());
    return reading
        .read(viewer, request)
        .map(material ->
            new RequestPages(material, Clock.systemUTC().instant())
                .page(Optional.of(answer.notice()), answer.isGood() ? "" : typed))
        .flatMap(page ->
            inbox
                .count(viewer)
                .map(waiting ->
                    script == null ? Pages.request(page, waiting) : Pages.swap(page, waiting)))
        .map(template -> RestResponse.ResponseBuilder.create(answer.status(), template).build());
  }

  private Actor.Human actor() {
    return new Actor.Human(caller.partner(), new PersonId(caller.person()), caller.groups());
  }
}
