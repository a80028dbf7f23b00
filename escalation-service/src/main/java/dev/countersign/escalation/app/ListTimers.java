package dev.countersign.escalation.app;

import dev.countersign.escalation.core.RequestId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows a person the timers of a request of their partner; of anybody else's there are none. */
@ApplicationScoped
public class ListTimers {

  private final Timers timers;

  ListTimers(Timers timers) {
    this.timers = timers;
  }

  public Uni<List<TimerStatus>> of(Actor.Human actor, RequestId request) {
    return timers.of(actor.partner(), request);
  }
}
