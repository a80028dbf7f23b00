package dev.countersign.request.ui;

import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.RequestId;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The decision form. It calls what the API calls, so both refuse alike (SD-18). */
@Path("/requests")
@Authenticated
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class DecisionPageResource {

  private final RecordDecision decisions;
  private final Visitor visitor;

  DecisionPageResource(RecordDecision decisions, Visitor visitor) {
    this.decisions = decisions;
    this.visitor = visitor;
  }

  @POST
  @Path("/{id}/decisions")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> decide(
      String id,
      @RestHeader("HX-Request") @Nullable String script,
      @BeanParam SentDecision sent,
      @BeanParam SentEdit edit) {
    var request = PageIds.of(id);
    visitor.admitVote();
    var command = sent.command(new RequestId(request), edit, visitor.tongue().said());
    var typed = new ActForms.Sent("decisions", sent.typedReason(), edit.typed());
    if (!sent.isFrom(visitor.actor().person().value())) {
      var sending = new Visitor.Sending(request, typed, Optional.empty(), script);
      return visitor.answer(
          sending, visitor.notices().signedInAs(visitor.actor().person().value()));
    }
    return decisions
        .handle(visitor.actor(), command)
        .map(result -> answer(command, result))
        .flatMap(answer ->
            visitor.answer(
                new Visitor.Sending(request, typed, sent.seenIteration(), script), answer));
  }

  private Notices.Answer answer(DecisionCommand command, DecisionResult result) {
    return result instanceof DecisionResult.Recorded(var receipt)
            && command.aim().edit().isPresent()
        ? visitor.notices().proposed(receipt)
        : visitor.notices().of(result);
  }
}
