package dev.countersign.request.app;

import dev.countersign.request.app.ActResult.Done;
import dev.countersign.request.app.ActResult.Refused;
import dev.countersign.request.app.ActResult.SignInRequired;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.app.signin.StepUps;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.StepUp;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** A person acts on a request otherwise than by a vote: one transaction, and the same rules. */
@ApplicationScoped
public class ActOnRequest {
  private final Requests requests;
  private final SecurityEvents security;
  private final StepUps stepUps;

  ActOnRequest(Requests requests, SecurityEvents security, StepUps stepUps) {
    this.requests = requests;
    this.security = security;
    this.stepUps = stepUps;
  }

  public Uni<ActResult> handle(Actor.Human actor, RequestId request, Act act) {
    var target = new Target(actor.partner(), request, Optional.of(actor.person()));
    return requests
        .change(target, new Acting(actor, act, stepUps))
        .call(result -> report(actor, request, result));
  }

  private Uni<Void> report(Actor.Human actor, RequestId request, ActResult result) {
    return result instanceof Refused(var refusal)
        ? security.note(actor, request, refusal)
        : Uni.createFrom().voidItem();
  }

  private record Acting(Actor.Human actor, Act act, StepUps stepUps)
      implements Conversation<ActResult> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.by(command(Optional.empty(), emergency), state);
    }

    @Override
    public boolean isEmergency() {
      return act instanceof Act.OverrideCheckers;
    }

    @Override
    public ActResult unknown() {
      return new Refused(Refusal.UNKNOWN_REQUEST);
    }

    @Override
    public Reply<ActResult> reply(Loaded loaded, Emergency emergency) {
      var command = command(loaded.dossier().maker(), emergency);
      return switch (RequestDecider.decide(command, loaded.state(), loaded.context())) {
        case Ruling.Refused(var refusal) -> new Reply<>(new Refused(refusal), Optional.empty());
        case Ruling.Accepted(var events) ->
            stepUp(loaded)
                .map(it -> new Reply<ActResult>(new SignInRequired(it), Optional.empty()))
                .orElseGet(() -> done(loaded, events));
      };
    }

    /** An override decides; whatever else people do to a request does not. */
    private Optional<StepUp> stepUp(Loaded loaded) {
      return isEmergency() ? stepUps.missing(actor, loaded) : Optional.empty();
    }

    private static Reply<ActResult> done(Loaded loaded, List<RequestEvent> events) {
      var change = Transition.of(loaded, events).change();
      var done = new Done(Statuses.of(change.after()), change.version(), change.head().seq());
      return new Reply<>(done, Optional.of(change));
    }

    private RequestCommand command(Optional<String> maker, Emergency emergency) {
      return new ActCommand(actor, act).of(maker, emergency);
    }
  }
}
