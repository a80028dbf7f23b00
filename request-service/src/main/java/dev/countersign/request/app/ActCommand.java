package dev.countersign.request.app;

import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Official;
import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.Revoker;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person's act as a command: who they are to the request decides in which capacity they ask. */
record ActCommand(Actor.Human actor, Act act) {

  RequestCommand of(Optional<String> maker, Emergency emergency) {
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
