package dev.countersign.request.app;

import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Vote;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Says beforehand what an approval, on what the request says now and with a reason, would be
 * refused with. The rules rule on it, so it is what they would say, and nothing is written.
 */
@ApplicationScoped
public class ForeseeDecision {
  private final Requests requests;

  ForeseeDecision(Requests requests) {
    this.requests = requests;
  }

  /** Empty if the person may decide. */
  public Uni<Optional<Refusal>> handle(Actor.Human actor, RequestId request) {
    var target = new Target(actor.partner(), request, Optional.of(actor.person()));
    return requests.change(target, new Foreseeing(actor.person()));
  }

  private record Foreseeing(PersonId person) implements Conversation<Optional<Refusal>> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.by(approval(state), state);
    }

    @Override
    public Reply<Optional<Refusal>> reply(Loaded loaded, Emergency emergency) {
      return new Reply<>(Foresight.refusal(approval(loaded.state()), loaded), Optional.empty());
    }

    @Override
    public Optional<Refusal> unknown() {
      return Optional.of(Refusal.UNKNOWN_REQUEST);
    }

    private Decide approval(RequestState state) {
      return Foresight.vote(person, Vote.APPROVE, state);
    }
  }
}
