package dev.countersign.escalation.app;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Counts firings, and how late the first one of each timer was. */
@ApplicationScoped
class FiringMetrics {

  private final MeterRegistry metrics;

  FiringMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void fired(List<Claimed> claimed) {
    for (var one : claimed) {
      var purpose = one.timer().purpose().name();
      if (one.attempt() == 1) {
        metrics
            .timer("countersign.timer.lateness", "purpose", purpose)
            .record(Duration.between(one.timer().dueAt(), one.now()));
      } else {
        metrics.counter("countersign.timer.resends", "purpose", purpose).increment();
      }
    }
  }
}
