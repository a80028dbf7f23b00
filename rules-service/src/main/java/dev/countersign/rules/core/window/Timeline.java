package dev.countersign.rules.core.window;

import dev.countersign.rules.core.window.GrowingSums.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was counted of one counter in windows of one length, each event at its time and once. Every
 * time that will be counted or asked about is known beforehand, so that a busy counter costs hardly
 * more for each event than a quiet one.
 */
public final class Timeline {

  private final List<Instant> times;
  private final Duration over;

  /** At the place of each time, what the window that ends then holds. */
  private final GrowingSums windows;

  private final Set<String> events = new HashSet<>();

  public Timeline(Collection<Instant> times, Duration over) {
    this.times = times.stream().sorted().distinct().toList();
    this.over = over;
    this.windows = new GrowingSums(this.times.size());
  }

  /** Adds an event; one that is there already is not counted again. */
  public void add(Occurrence.Occasion occasion, BigDecimal amount) {
    if (events.add(occasion.event())) {
      windows.grow(windowsWith(occasion.time()), amount);
    }
  }

  /**
   * The most that any window with this instant in it holds. A window ends with an event and does
   * not hold its own start. What comes in order ends the fullest one itself; what comes late may
   * fill one that ended after it, or a split could hide by coming backwards. A window that ends
   * with an event that is not counted yet holds no more than the one before it.
   */
  public BigDecimal fullest(Instant time) {
    return windows.greatest(windowsWith(time));
  }

  private Range windowsWith(Instant time) {
    var own = Collections.binarySearch(times, time);
    if (own < 0) {
      throw new IllegalStateException("Expected one of the known times, but got " + time);
    }
    var end = Collections.binarySearch(times, time.plus(over));
    return new Range(own, end < 0 ? -end - 1 : end);
  }
}
