package dev.countersign.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/**
 * Keeps one person, or all people of one partner together, from taking the whole service (RP-08).
 * What is limited has a name; its settings are {@code countersign.rate-limit.<name>.per-second} and
 * {@code .burst} for a person and {@code .partner-per-second} for a partner, whose burst is as many
 * times larger. Each instance counts for itself.
 */
@ApplicationScoped
class RateLimits {

  private static final String PREFIX = "countersign.rate-limit.";
  private static final long NANOS = 1_000_000_000L;

  private final Config config;
  private final MeterRegistry metrics;
  private final Map<String, Limit> limits = new ConcurrentHashMap<>();

  RateLimits(Config config, MeterRegistry metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  private record Limit(Allowance people, Allowance partners) {}

  /** Counts one act of the caller; refuses it with 429 and says when to come back. */
  void take(String name, String partner, String person) {
    Limit limit = limits.computeIfAbsent(name, this::configured);
    long now = System.nanoTime();
    long wait = limit.people().take(partner + "/" + person, now);
    if (wait == 0) {
      wait = limit.partners().take(partner, now);
    }
    if (wait > 0) {
      metrics.counter("countersign_rate_limited_calls", "limit", name).increment();
      throw tooMany(Math.ceilDiv(wait, NANOS));
    }
  }

  private Limit configured(String name) {
    double person = config.getValue(PREFIX + name + ".per-second", Double.class);
    double partner = config.getValue(PREFIX + name + ".partner-per-second", Double.class);
    int burst = config.getValue(PREFIX + name + ".burst", Integer.class);
    int together = (int) Math.max(burst, burst * partner / person);
    return new Limit(new Allowance(person, burst), new Allowance(partner, together));
  }

  private static ProblemException tooMany(long seconds) {
    return new ProblemException(
        429,
        "too_many_requests",
        "This was asked too often; come back in " + seconds + " s.",
        Map.of(ProblemResponses.RETRY_AFTER, seconds));
  }
}
