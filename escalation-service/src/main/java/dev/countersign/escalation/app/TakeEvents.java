package dev.countersign.escalation.app;

import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.Timekeeper;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes a batch of ledger events: clocks that started or ended become timer rows. */
@ApplicationScoped
public class TakeEvents {

  private final Timers timers;

  TakeEvents(Timers timers) {
    this.timers = timers;
  }

  public Uni<Void> take(Actor.Service actor, Progress progress, List<ClockEvent> events) {
    return timers.apply(progress, events.stream().map(Timekeeper::changeBy).toList());
  }
}
