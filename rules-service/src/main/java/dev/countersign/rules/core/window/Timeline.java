package dev.countersign.rules.core.window;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

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
    var total = total(amounts.subMap(time.minus(over), false, time, true));
    var fullest = total;
    var begun =
        amounts.subMap(time.minus(over), false, time.plus(over), false).entrySet().iterator();
    var first = begun.hasNext() ? begun.next() : null;
    for (var end : amounts.subMap(time, false, time.plus(over), false).entrySet()) {
      total = total.add(end.getValue());
      while (first != null && !first.getKey().isAfter(end.getKey().minus(over))) {
        total = total.subtract(first.getValue());
        first = begun.hasNext() ? begun.next() : null;
      }
      fullest = fullest.max(total);
    }
    return fullest;
  }

  private static BigDecimal total(NavigableMap<Instant, BigDecimal> amounts) {
    return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
