package dev.countersign.request.app;

import dev.countersign.request.app.CancelResult.Cancelled;
import dev.countersign.request.app.CancelResult.Refused;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.people.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** A maker withdraws a request, or an operator cancels it. */
@ApplicationScoped
public class CancelRequest {
  private final Requests requests;
  private final SecurityEvents security;

  CancelRequest(Requests requests, SecurityEvents security) {
    this.requests = requests;
    this.security = security;
  }

  public Uni<CancelResult> handle(Actor.Human actor, CancelCommand command) {
    var target = new Target(actor.partner(), command.request(), Optional.empty());
    return requests
        .change(target, new Cancelling(actor, command))
        .call(result -> report(actor, command, result));
  }

  private Uni<Void> report(Actor.Human actor, CancelCommand command, CancelResult result) {
    return result instanceof Refused(var refusal)
        ? security.note(actor, command.request(), refusal)
        : Uni.createFrom().voidItem();
  }

  private record Cancelling(Actor.Human actor, CancelCommand command)
      implements Conversation<CancelResult> {

    @Override
    public Set<Role> rolesAsked(RequestState state) {
      return Set.of();
    }

    @Override
    public CancelResult unknown() {
      return new Refused(Refusal.UNKNOWN_REQUEST);
    }

    @Override
    public Reply<CancelResult> reply(Loaded loaded) {
      var cancel = new Cancel(canceller(loaded), command.reason());
      return switch (RequestDecider.decide(cancel, loaded.state(), loaded.context())) {
        case Ruling.Refused(var refusal) -> new Reply<>(new Refused(refusal), Optional.empty());
        case Ruling.Accepted(var events) -> {
          var change = Transition.of(loaded, events).change();
          yield new Reply<>(
              new Cancelled(change.version(), change.head().seq()), Optional.of(change));
        }
      };
    }

    /** An operator who is also the maker withdraws; the ledger then says so. */
    private Canceller canceller(Loaded loaded) {
      var isMaker = loaded.dossier().maker().filter(actor.person().value()::equals).isPresent();
      return actor.isOperator() && !isMaker
          ? new Canceller.Operator(actor.person())
          : new Canceller.Maker(actor.person());
    }
  }
}
