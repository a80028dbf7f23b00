package dev.countersign.request.ui;

import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Answer;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.Once;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.Attestation;
import dev.countersign.request.app.WitnessOverride;
import dev.countersign.request.core.Refusal;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a request page besides the decision. They call what the API calls (SD-18), once per
 * key, and the key was made with the page (J4).
 */
@Path("/requests/{id}")
@Authenticated
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class ActPageResource {

  private final ActOnRequest acts;
  private final WitnessOverride witnesses;
  private final Once once;
  private final Caller caller;
  private final Visitor visitor;

  ActPageResource(
      ActOnRequest acts, WitnessOverride witnesses, Once once, Caller caller, Visitor visitor) {
    this.acts = acts;
    this.witnesses = witnesses;
    this.once = once;
    this.caller = caller;
    this.visitor = visitor;
  }

  @POST
  @Path("/{act: cancel|resubmit|reassign|override|review|revoke|release|witness}")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> act(
      String id,
      String act,
      @RestHeader("HX-Request") @Nullable String script,
      @BeanParam SentAct sent) {
    caller.requireHuman();
    var request = PageIds.of(id);
    var sending =
        new Visitor.Sending(
            request,
            new ActForms.Sent(act, sent.typedReason(), sent.typedBesides()),
            Optional.empty(),
            script);
    if (!sent.isFrom(caller.person())) {
      return visitor.answer(sending, visitor.notices().signedInAs(caller.person()));
    }
    var answer =
        act.equals("witness") ? witness(request, sent) : act(request, sent.act(act), sent.key());
    return answer.flatMap(it -> visitor.answer(sending, it));
  }

  private Uni<Notices.Answer> act(UUID request, Act act, String key) {
    var asking = Idempotency.asking(caller, key, "page of " + request, act);
    return once.<ActResult>ask(
            asking,
            () ->
                acts.handle(visitor.actor(), new RequestId(request), act)
                    .map(ActPageResource::kept))
        .map(answer ->
            switch (answer) {
              case Answer.Kept<ActResult> _ -> visitor.notices().done(act);
              case Answer.Refused<ActResult>(var refused) -> visitor.notices().of(refused);
            });
  }

  private static Answer<ActResult> kept(ActResult result) {
    return switch (result) {
      case ActResult.Done done -> new Answer.Kept<>(Reply.json(200, done));
      case ActResult.Refused _, ActResult.SignInRequired _ -> new Answer.Refused<>(result);
    };
  }

  private Uni<Notices.Answer> witness(UUID request, SentAct sent) {
    var overrider = sent.overrider();
    if (overrider.value().equals(caller.person())) {
      return Uni.createFrom().item(visitor.notices().refused(Refusal.WITNESS_NOT_INDEPENDENT));
    }
    return witnesses
        .handle(visitor.actor(), new RequestId(request), overrider)
        .map(attestation ->
            switch (attestation) {
              case Attestation.Given _ -> visitor.notices().witnessed(overrider.value());
              case Attestation.UnknownRequest _ -> throw ProblemException.notFound();
              case Attestation.SignInRequired(var stepUp) -> visitor.notices().signInAgain(stepUp);
            });
  }
}
