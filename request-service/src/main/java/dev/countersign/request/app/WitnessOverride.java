package dev.countersign.request.app;

import dev.countersign.request.app.Attestation.Given;
import dev.countersign.request.app.Attestation.SignInRequired;
import dev.countersign.request.app.Attestation.UnknownRequest;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.app.Witnesses.Attempt;
import dev.countersign.request.app.signin.StepUps;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * A person attests to somebody else's override before it happens (F-160). They are the second pair
 * of eyes, so what asks the overrider for a fresh sign-in asks them too (AN-18). Whether they will
 * do as a witness is ruled on with the override.
 */
@ApplicationScoped
public class WitnessOverride {
  private final Requests requests;
  private final Witnesses witnesses;
  private final StepUps stepUps;

  WitnessOverride(Requests requests, Witnesses witnesses, StepUps stepUps) {
    this.requests = requests;
    this.witnesses = witnesses;
    this.stepUps = stepUps;
  }

  public Uni<Attestation> handle(Actor.Human actor, RequestId request, PersonId overrider) {
    var target = new Target(actor.partner(), request, Optional.of(actor.person()));
    return requests
        .change(target, new Attesting(actor, stepUps))
        .call(attestation ->
            attestation instanceof Given(var attempt)
                ? witnesses.attest(actor.partner(), attempt, actor.person(), overrider)
                : Uni.createFrom().voidItem());
  }

  private record Attesting(Actor.Human actor, StepUps stepUps)
      implements Conversation<Attestation> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.NOBODY;
    }

    @Override
    public Attestation unknown() {
      return new UnknownRequest();
    }

    @Override
    public Reply<Attestation> reply(Loaded loaded, Emergency emergency) {
      var attestation =
          stepUps
              .missing(actor, loaded)
              .<Attestation>map(SignInRequired::new)
              .orElseGet(() -> new Given(attempt(loaded.dossier())));
      return new Reply<>(attestation, Optional.empty());
    }

    private static Attempt attempt(Dossier dossier) {
      return new Attempt(dossier.id(), dossier.iteration());
    }
  }
}
