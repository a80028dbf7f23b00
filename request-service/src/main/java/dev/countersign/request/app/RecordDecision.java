package dev.countersign.request.app;

import dev.countersign.request.app.DecisionResult.KeyReused;
import dev.countersign.request.app.DecisionResult.PreconditionRequired;
import dev.countersign.request.app.DecisionResult.Receipt;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.app.DecisionResult.Refused;
import dev.countersign.request.app.DecisionResult.Replayed;
import dev.countersign.request.app.DecisionResult.SignInRequired;
import dev.countersign.request.app.DecisionResult.Stale;
import dev.countersign.request.app.DecisionResult.VersionMismatch;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.app.signin.StepUps;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.Seen;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * A person decides: all of it in one transaction, which votes that come together share, and one
 * answer however often the same key asks.
 */
@ApplicationScoped
public class RecordDecision {
  private final Requests requests;
  private final SecurityEvents security;
  private final StepUps stepUps;

  RecordDecision(Requests requests, SecurityEvents security, StepUps stepUps) {
    this.requests = requests;
    this.security = security;
    this.stepUps = stepUps;
  }

  public Uni<DecisionResult> handle(Actor.Human actor, DecisionCommand command) {
    if (command.seen().isEmpty() && command.version().isEmpty()) {
      return Uni.createFrom().item(new PreconditionRequired());
    }
    var target = new Target(actor.partner(), command.request(), Optional.of(actor.person()));
    return requests
        .change(target, new Deciding(actor, command, stepUps))
        .call(result -> report(actor, command, result));
  }

  private Uni<Void> report(Actor.Human actor, DecisionCommand command, DecisionResult result) {
    return result instanceof Refused(var refusal)
        ? security.note(actor, command.request(), refusal)
        : Uni.createFrom().voidItem();
  }

  private record Deciding(Actor.Human actor, DecisionCommand command, StepUps stepUps)
      implements Conversation<DecisionResult> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.by(decide(Seen.NOTHING), state);
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public DecisionResult unknown() {
      return new Refused(Refusal.UNKNOWN_REQUEST);
    }

    @Override
    public Reply<DecisionResult> reply(Loaded loaded, Emergency emergency) {
      return earlier(loaded).map(this::again).orElseGet(() -> rule(loaded));
    }

    /** The person's own vote under the same key: a repeated question, not a second vote. */
    private Optional<CastVote> earlier(Loaded loaded) {
      return loaded.earlier().stream()
          .filter(vote ->
              vote.idempotencyKey().isPresent()
                  && vote.idempotencyKey().equals(command.idempotencyKey()))
          .findFirst();
    }

    private Reply<DecisionResult> again(CastVote vote) {
      var same =
          vote.vote() == command.recordedVote() && vote.reason().equals(command.reason().text());
      return nothing(same ? new Replayed(receipt(vote)) : new KeyReused());
    }

    private Reply<DecisionResult> rule(Loaded loaded) {
      var seen = command.seen().orElseGet(() -> loaded.state().pinned());
      var ruling = RequestDecider.decide(decide(seen), loaded.state(), loaded.context());
      return switch (ruling) {
        case Ruling.Refused(var refusal) -> nothing(refused(refusal, seen, loaded.state()));
        case Ruling.Accepted(var events) when isCurrent(loaded) ->
            stepUps
                .missing(actor, loaded)
                .map(stepUp -> nothing(new SignInRequired(stepUp)))
                .orElseGet(() -> record(loaded, events));
        case Ruling.Accepted _ -> nothing(new VersionMismatch(loaded.version()));
      };
    }

    private Reply<DecisionResult> record(Loaded loaded, List<RequestEvent> events) {
      var change = Transition.of(loaded, events).voted(command.idempotencyKey());
      return new Reply<>(new Recorded(receipt(change.vote().orElseThrow())), Optional.of(change));
    }

    private Decide decide(Seen seen) {
      return new Decide(
          actor.person(), command.vote(), command.reason(), seen, command.aim(), command.manner());
    }

    private boolean isCurrent(Loaded loaded) {
      return command.version().map(version -> version == loaded.version()).orElse(true);
    }

    private static DecisionResult refused(Refusal refusal, Seen seen, RequestState state) {
      return refusal == Refusal.STALE_DECISION
          ? new Stale(seen, state.pinned())
          : new Refused(refusal);
    }

    private Receipt receipt(CastVote vote) {
      return new Receipt(
          command.request(),
          vote.step(),
          vote.vote(),
          vote.reason(),
          vote.at(),
          vote.statusAfter(),
          vote.version(),
          vote.ledgerSeq());
    }

    private static Reply<DecisionResult> nothing(DecisionResult result) {
      return new Reply<>(result, Optional.empty());
    }
  }
}
