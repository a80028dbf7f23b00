package dev.countersign.request.app.ledger;

import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.Checkpoints.Signed;
import dev.countersign.request.app.ledger.Checkpoints.Sweep;
import dev.countersign.request.app.message.CheckpointBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Signs what was appended to ledgers since the last checkpoint (N-04). */
@ApplicationScoped
public class SignCheckpoints {
  private final Checkpoints checkpoints;
  private final CheckpointKey key;

  SignCheckpoints(Checkpoints checkpoints, CheckpointKey key) {
    this.checkpoints = checkpoints;
    this.key = key;
  }

  /** All partners' ledgers. */
  public Uni<Void> handle(Actor.Service actor, Sweep sweep) {
    return checkpoints
        .partners()
        .onItem()
        .transformToMulti(Multi.createFrom()::<String>iterable)
        .onItem()
        .transformToUniAndConcatenate(partner -> partner(partner, sweep))
        .onItem()
        .ignoreAsUni();
  }

  /** The ledgers of the actor's own partner. */
  public Uni<Void> handle(Actor.Human actor) {
    return partner(actor.partner(), Sweep.LATE);
  }

  private Uni<Void> partner(String partner, Sweep sweep) {
    return checkpoints
        .append(partner, sweep, this::sign)
        .flatMap(named ->
            named == Checkpoint.MOST_AT_ONCE
                ? partner(partner, sweep)
                : Uni.createFrom().voidItem());
  }

  private Signed sign(Checkpoint checkpoint) {
    var body = CheckpointBody.of(checkpoint, key.id());
    return new Signed(checkpoint, body, key.sign(body));
  }
}
