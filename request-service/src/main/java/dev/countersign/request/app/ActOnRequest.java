package dev.countersign.request.app;

import dev.countersign.request.app.ActResult.Done;
import dev.countersign.request.app.ActResult.Refused;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Official;
import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Revoker;
import dev.countersign.request.core.Ruling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person acts on a request otherwise than by a vote: one transaction, and the same rules. */
@ApplicationScoped
public class ActOnRequest {
  private final Requests requests;
  private final SecurityEvents security;

  ActOnRequest(Requests requests, SecurityEvents security) {
    this.requests = requests;
    this.security = security;
  }

  public Uni<ActResult> handle(Actor.Human actor, RequestId request, Act act) {
    var target = new Target(actor.partner(), request, Optional.of(actor.person()));
    return requests
        .change(target, new Acting(actor, act))
        .call(result -> report(actor, request, result));
  }

  private Uni<Void> report(Actor.Human actor, RequestId request, ActResult result) {
    return result instanceof Refused(var refusal)
        ? security.note(actor, request, refusal)
        : Uni.createFrom().voidItem();
  }

  private record Acting(Actor.Human actor, Act act) implements Conversation<ActResult> {

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
        case Ruling.Accepted(var events) -> {
          var change = Transition.of(loaded, events).change();
          var done = new Done(Statuses.of(change.after()), change.version(), change.head().seq());
          yield new Reply<>(done, Optional.of(change));
        }
      };
    }

    private RequestCommand command(Optional<String> maker, Emergency emergency) {
      return switch (act) {
        case Act.Cancel(var reason) -> new RequestCommand.Cancel(canceller(maker), reason);
        case Act.Resubmit(var reason) -> new RequestCommand.Resubmit(actor.person(), reason);
        case Act.Reassign(var step, var from, var to, var reason) ->
            new RequestCommand.Reassign(official(), step, from.orElse(actor.person()), to, reason);
        case Act.OverrideCheckers(var reason) ->
            new RequestCommand.OverrideCheckers(
                official(), emergency.witness(), reason, emergency.soFar());
        case Act.Review(var finding, var reason) ->
            new RequestCommand.Review(official(), finding, reason);
        case Act.Revoke(var reason) -> new RequestCommand.Revoke(revoker(), reason);
        case Act.Release(var reason) -> new RequestCommand.Release(official(), reason);
      };
    }

    /** An operator who is also the maker withdraws; the ledger then says so. */
    private Canceller canceller(Optional<String> maker) {
      var isMaker = maker.filter(actor.person().value()::equals).isPresent();
      return actor.isOperator() && !isMaker
          ? new Canceller.Operator(actor.person())
          : new Canceller.Maker(actor.person());
    }

    private Revoker revoker() {
      return actor.isOperator()
          ? new Revoker.Operator(actor.person())
          : new Revoker.Checker(actor.person());
    }

    private Official official() {
      Set<PlatformRole> roles =
          Stream.of(PlatformRole.values())
              .filter(role -> actor.groups().contains(role.name().toLowerCase(Locale.ROOT)))
              .collect(Collectors.toSet());
      return new Official(actor.person(), roles);
    }
  }
}
