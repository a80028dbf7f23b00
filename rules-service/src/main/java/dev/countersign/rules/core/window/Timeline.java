package dev.countersign.rules.core.window;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was counted of one counter, each event at its time and once. */
public final class Timeline {

  private final NavigableMap<Instant, BigDecimal> amounts = new TreeMap<>();
  private final Set<String> events = new HashSet<>();

  /** Adds an event; one that is there already is not counted again. */
  public void add(Occurrence.Occasion occasion, BigDecimal amount) {
    if (events.add(occasion.event())) {
      amounts.merge(occasion.time(), amount, BigDecimal::add);
    }
  }

  /**
   * The most that any window with this instant in it holds. A window ends with an event and does
   * not hold its own start. What comes in order ends the fullest one itself; what comes late may
   * fill one that ended after it, or a split could hide by coming backwards.
   */
  public BigDecimal fullest(Instant time, Duration over) {
    var later = amounts.subMap(time, false, time.plus(over), false).keySet();
    return Stream.concat(Stream.of(time), later.stream())
        .map(end -> total(end, over))
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private BigDecimal total(Instant end, Duration over) {
    return amounts.subMap(end.minus(over), false, end, true).values().stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
