package dev.countersign.local.demo;

import java.time.Duration;
import java.util.List;

/** Median and 95th percentile of a list of times. */
record Percentiles(int count, Duration median, Duration p95) {

  static Percentiles of(List<Duration> times) {
    if (times.isEmpty()) {
      return new Percentiles(0, Duration.ZERO, Duration.ZERO);
    }
    var sorted = times.stream().sorted().toList();
    return new Percentiles(
        sorted.size(),
        sorted.get((sorted.size() - 1) / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1));
  }

  @Override
  public String toString() {
    return "median %d ms, p95 %d ms (of %d)".formatted(median.toMillis(), p95.toMillis(), count);
  }
}
