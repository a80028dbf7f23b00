package dev.countersign.request.core.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step's times and what happens at their ends (C-08). The durations count in the time of the
 * calendar; by the wall clock they are never shorter, and only that is checked here.
 */
public record Clocks(
    Optional<Duration> sla,
    Optional<Duration> timeout,
    OnTimeout onTimeout,
    List<Rung> ladder,
    Optional<String> calendar) {
  public static final Clocks NONE =
      new Clocks(
          Optional.empty(), Optional.empty(), OnTimeout.NOTIFY_ONLY, List.of(), Optional.empty());

  public Clocks {
    ladder = List.copyOf(ladder);
  }

  public Optional<Rung> rung(int number) {
    return number >= 1 && number <= ladder.size()
        ? Optional.of(ladder.get(number - 1))
        : Optional.empty();
  }

  /** When, by the wall clock, the rung after this many or else the timeout is due. */
  public Optional<Instant> dueAfter(Instant start, int rungs) {
    return rung(rungs + 1).map(Rung::after).or(this::timeout).map(start::plus);
  }
}
