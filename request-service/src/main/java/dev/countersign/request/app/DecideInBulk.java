package dev.countersign.request.app;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * A person decides several requests at once: each is ruled on by itself, through the same
 * rules. One that fails stops no other (I12).
 */
@ApplicationScoped
public class DecideInBulk {
  /** More is not looked at by anybody. */
  public static final int MOST = 100;

  private final RecordDecision decisions;

  DecideInBulk(RecordDecision decisions) {
    this.decisions = decisions;
  }

  /** One result for each, in their order; empty if it is not known what became of it. */
  public Uni<List<Optional<DecisionResult>>> handle(
      Actor.Human actor, List<DecisionCommand> commands) {
    return Multi.createFrom()
        .iterable(commands)
        .onItem()
        .transformToUniAndConcatenate(command -> decide(actor, command.inBulk()))
        .collect()
        .asList();
  }

  private Uni<Optional<DecisionResult>> decide(Actor.Human actor, DecisionCommand command) {
    return decisions
        .handle(actor, command)
        .map(Optional::of)
        .onFailure()
        .recoverWithItem(failure -> {
          Log.warnf(failure, "A decision in bulk failed requestId=%s", command.request().value());
          return Optional.empty();
        });
  }
}
