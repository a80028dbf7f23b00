package dev.countersign.request.app;

import static dev.countersign.request.app.Foresight.GIVEN;

import dev.countersign.request.app.Outlook.Deed;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.app.signin.StepUps;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.Settings;
import dev.countersign.request.core.Settings.Bulk;
import dev.countersign.request.core.Settings.Editing;
import dev.countersign.request.core.Turn;
import dev.countersign.request.core.Vote;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Optional;
import java.util.Set;

/**
 * Says beforehand what a person could do to a request, by asking the rules that would rule on it
 * and writing nothing. So a page offers what will be obeyed, and says of the rest why not.
 */
@ApplicationScoped
public class ForeseeActs {
  private final Requests requests;
  private final StepUps stepUps;

  ForeseeActs(Requests requests, StepUps stepUps) {
    this.requests = requests;
    this.stepUps = stepUps;
  }

  /** Empty if the partner has no such request. */
  public Uni<Optional<Outlook>> handle(Actor.Human actor, RequestId request) {
    var target = new Target(actor.partner(), request, Optional.of(actor.person()));
    return requests.change(target, new Foreseeing(actor, stepUps));
  }

  private record Foreseeing(Actor.Human actor, StepUps stepUps)
      implements Conversation<Optional<Outlook>> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      var override = command(new Act.OverrideCheckers(GIVEN), Optional.empty(), emergency);
      return PeopleAsked.by(vote(state, Vote.REJECT), state)
          .and(PeopleAsked.by(new RequestCommand.Resubmit(actor.person(), GIVEN), state))
          .and(PeopleAsked.by(override, state));
    }

    /** Only who could override waits for the partner's turn to count its overrides. */
    @Override
    public boolean isEmergency() {
      return actor.groups().contains("partner_admin");
    }

    @Override
    public Optional<Outlook> unknown() {
      return Optional.empty();
    }

    @Override
    public Reply<Optional<Outlook>> reply(Loaded loaded, Emergency emergency) {
      var pools = Turn.pools(loaded.state(), loaded.context());
      var hindrances = new EnumMap<Deed, Refusal>(Deed.class);
      for (Deed deed : Deed.values()) {
        refusalOf(deed, loaded, emergency).ifPresent(it -> hindrances.put(deed, it));
      }
      return new Reply<>(
          Optional.of(
              new Outlook(
                  hindrances,
                  Turn.of(actor.person(), loaded.state(), loaded.context()),
                  pools,
                  emergency.witness(),
                  bulk(loaded.state()),
                  editing(loaded.state()),
                  stepUps.missing(actor, loaded))),
          Optional.empty());
    }

    private Optional<Refusal> refusalOf(Deed deed, Loaded loaded, Emergency emergency) {
      return switch (deed) {
        case DECIDE -> Foresight.refusal(vote(loaded.state(), Vote.APPROVE), loaded);
        case REASSIGN -> refusalToReassign(loaded, emergency);
        case WITNESS -> refusalToWitness(loaded);
        case CANCEL -> ask(new Act.Cancel(GIVEN), loaded, emergency);
        case RESUBMIT -> ask(new Act.Resubmit(GIVEN), loaded, emergency);
        case OVERRIDE -> ask(new Act.OverrideCheckers(GIVEN), loaded, emergency);
        case REVIEW -> ask(new Act.Review(Finding.JUSTIFIED, GIVEN), loaded, emergency);
        case REVOKE -> ask(new Act.Revoke(GIVEN), loaded, emergency);
        case RELEASE -> ask(new Act.Release(GIVEN), loaded, emergency);
      };
    }

    /** Possible if any place can go to anybody. */
    private Optional<Refusal> refusalToReassign(Loaded loaded, Emergency emergency) {
      Optional<Refusal> refusal = Optional.of(Refusal.TARGET_NOT_ELIGIBLE);
      for (var pool : Turn.pools(loaded.state(), loaded.context()).entrySet()) {
        for (PersonId from : actor.isOperator() ? pool.getValue() : Set.of(actor.person())) {
          var to = pool.getValue().stream().filter(it -> !it.equals(from)).findFirst();
          if (to.isPresent()) {
            var act = new Act.Reassign(pool.getKey(), Optional.of(from), to.get(), GIVEN);
            refusal = ask(act, loaded, emergency);
            if (refusal.isEmpty()) {
              return refusal;
            }
          }
        }
      }
      return refusal;
    }

    /** A witness is ruled on with the override; what would certainly fail is not offered. */
    private Optional<Refusal> refusalToWitness(Loaded loaded) {
      Set<PersonId> makers =
          switch (loaded.state()) {
            case Pending(var terms, _) when terms.settings().override().isPresent() ->
                terms.makers();
            case Quarantined(var all, _, var override, _) when override.isPresent() -> all;
            default -> Set.of();
          };
      if (makers.isEmpty()) {
        return Optional.of(Refusal.OVERRIDE_NOT_ALLOWED);
      }
      var now = loaded.context().now();
      var isKnown =
          loaded.context().directory().find(actor.person()).filter(it -> it.isAvailable(now));
      return makers.contains(actor.person()) || isKnown.isEmpty()
          ? Optional.of(Refusal.WITNESS_NOT_INDEPENDENT)
          : Optional.empty();
    }

    private Optional<Refusal> ask(Act act, Loaded loaded, Emergency emergency) {
      return Foresight.refusal(command(act, loaded.dossier().maker(), emergency), loaded);
    }

    private RequestCommand command(Act act, Optional<String> maker, Emergency emergency) {
      return new ActCommand(actor, act).of(maker, emergency);
    }

    private Decide vote(RequestState state, Vote vote) {
      return Foresight.vote(actor.person(), vote, state);
    }

    private static Editing editing(RequestState state) {
      return state instanceof Pending(var terms, _)
          ? terms.settings().editing()
          : new Settings.NoFields();
    }

    private static Bulk bulk(RequestState state) {
      return state instanceof Pending(var terms, _) ? terms.settings().bulk() : Bulk.FORBIDDEN;
    }
  }
}
