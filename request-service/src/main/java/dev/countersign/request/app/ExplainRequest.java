package dev.countersign.request.app;

import dev.countersign.request.core.Explaining;
import dev.countersign.request.core.Explaining.OpenStep;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState.Pending;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** N-03: who may decide each open step, who may not and why, by the rules that decide. */
@ApplicationScoped
public class ExplainRequest {
  private final WholePools pools;

  ExplainRequest(WholePools pools) {
    this.pools = pools;
  }

  /** Nothing for a request that waits for nobody. */
  public Uni<List<OpenStep>> handle(Actor.Human actor, RequestId request) {
    return pools
        .load(actor.partner(), request)
        .map(loaded ->
            loaded
                .filter(it -> it.state() instanceof Pending)
                .map(it -> Explaining.of((Pending) it.state(), it.context()))
                .orElse(List.of()));
  }
}
