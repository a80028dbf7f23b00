package dev.countersign.request.core.step;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step's times and what happens at their ends (C-08). In a calendar they count in its time: when
 * they are over is not known here, only before when they cannot be.
 */
public record Clocks(
    Optional<Span> sla,
    Optional<Span> timeout,
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

  /** What runs after this many rungs: the next one, or else the timeout. */
  public Optional<Span> spanAfter(int rungs) {
    return rung(rungs + 1).map(Rung::after).or(this::timeout);
  }

  /** When that is due by the clock on the wall; in a calendar nobody promises an instant. */
  public Optional<Instant> dueAfter(Instant start, int rungs) {
    return calendar.isPresent()
        ? Optional.empty()
        : spanAfter(rungs).map(Span::length).map(start::plus);
  }
}
