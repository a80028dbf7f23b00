package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A person attests to somebody else's override before it happens (F-160). */
@ApplicationScoped
public class WitnessOverride {
  private final Witnesses witnesses;

  WitnessOverride(Witnesses witnesses) {
    this.witnesses = witnesses;
  }

  /** Whether there is such a request; whether the witness will do is ruled on with the override. */
  public Uni<Boolean> handle(Actor.Human actor, RequestId request, PersonId overrider) {
    return witnesses.attest(actor.partner(), request, actor.person(), overrider);
  }
}
