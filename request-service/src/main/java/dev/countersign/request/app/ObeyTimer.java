package dev.countersign.request.app;

import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.app.TimerResult.Obeyed;
import dev.countersign.request.app.TimerResult.Refused;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A timer says that time is over; the clock of the database has the last word. */
@ApplicationScoped
public class ObeyTimer {
  private final Requests requests;

  ObeyTimer(Requests requests) {
    this.requests = requests;
  }

  public Uni<TimerResult> handle(Actor.Service actor, TimerCommand command) {
    var target = new Target(command.partner(), command.request(), Optional.empty());
    return requests.change(target, new Obeying(command));
  }

  private record Obeying(TimerCommand command) implements Conversation<TimerResult> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.by(command.command(), state);
    }

    @Override
    public TimerResult unknown() {
      return new Refused(Refusal.UNKNOWN_REQUEST);
    }

    @Override
    public Reply<TimerResult> reply(Loaded loaded, Emergency emergency) {
      var ruling = RequestDecider.decide(command.command(), loaded.state(), loaded.context());
      return switch (ruling) {
        case Ruling.Refused(var refusal) -> new Reply<>(new Refused(refusal), Optional.empty());
        case Ruling.Accepted(var events) ->
            new Reply<>(new Obeyed(), Optional.of(Transition.of(loaded, events).change()));
      };
    }
  }
}
