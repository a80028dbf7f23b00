package dev.countersign.request.core.step;

import dev.countersign.request.core.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A step's time and what happens at its end. */
public record Clocks(Optional<Duration> timeout, OnTimeout onTimeout, Optional<Role> escalateTo) {
  public static final Clocks NONE =
      new Clocks(Optional.empty(), OnTimeout.NOTIFY_ONLY, Optional.empty());

  public Optional<Instant> dueAfter(Instant start) {
    return timeout.map(start::plus);
  }
}
