package dev.countersign.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How soon a dead child is started again: later each time, and not after the fifth in a minute. */
final class RestartBudget {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int DEATHS_IN_WINDOW = 5;
  private static final Duration FIRST_DELAY = Duration.ofMillis(250);

  private final Deque<Instant> deaths = new ArrayDeque<>();

  /** Notes a death; empty when it was one too many. */
  Optional<Duration> afterDeath(Instant now) {
    while (!deaths.isEmpty() && deaths.getFirst().isBefore(now.minus(WINDOW))) {
      deaths.removeFirst();
    }
    deaths.addLast(now);
    if (deaths.size() >= DEATHS_IN_WINDOW) {
      return Optional.empty();
    }
    return Optional.of(FIRST_DELAY.multipliedBy(1L << (2 * (deaths.size() - 1))));
  }
}
