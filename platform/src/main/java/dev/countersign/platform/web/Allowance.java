package dev.countersign.platform.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets each key act so often, and a few times at once. It keeps one instant per key: when its
 * allowance will be full again (the generic cell rate algorithm).
 */
final class Allowance {

  private static final int MOST_KEYS = 100_000;
  private static final long NANOS = 1_000_000_000L;

  private final long interval;
  private final long tolerance;
  private final Map<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

  /**
   * @param perSecond how often in the long run
   * @param burst how often at once
   */
  Allowance(double perSecond, int burst) {
    this.interval = (long) (NANOS / perSecond);
    this.tolerance = interval * (burst - 1L);
  }

  /** Zero if the key may act now, and then it has; else how many nanoseconds it has to wait. */
  long take(String key, long now) {
    if (fullAt.size() >= MOST_KEYS) {
      fullAt.values().removeIf(instant -> instant.get() <= now);
    }
    AtomicLong place = fullAt.computeIfAbsent(key, _ -> new AtomicLong(now));
    while (true) {
      long known = place.get();
      long from = Math.max(known, now);
      long wait = from - now - tolerance;
      if (wait > 0) {
        return wait;
      }
      if (place.compareAndSet(known, from + interval)) {
        return 0;
      }
    }
  }
}
