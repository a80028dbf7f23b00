package dev.countersign.request.app.attempt;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts what is harmless once: each key has a window that opens with its first miss. */
final class Misses {
  private static final int MOST_KEYS = 100_000;

  private final int limit;
  private final long window;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  private record Count(long since, int misses) {}

  Misses(int limit, Duration window) {
    this.limit = limit;
    this.window = window.toNanos();
  }

  /** Whether this miss is the one that makes a pattern; told once per window. */
  boolean isOneTooMany(String key, long now) {
    if (counts.size() >= MOST_KEYS) {
      counts.values().removeIf(count -> isOver(count, now));
    }
    var hit = new AtomicBoolean();
    counts.compute(
        key,
        (_, known) -> {
          var count =
              known == null || isOver(known, now)
                  ? new Count(now, 1)
                  : new Count(known.since(), known.misses() + 1);
          hit.set(count.misses() == limit);
          return count;
        });
    return hit.get();
  }

  private boolean isOver(Count count, long now) {
    return now - count.since() > window;
  }
}
