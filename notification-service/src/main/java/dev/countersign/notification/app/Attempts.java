package dev.countersign.notification.app;

import dev.countersign.notification.core.NextStep;
import dev.countersign.notification.core.Result;
import dev.countersign.notification.core.RetryLadder;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Counts an attempt and says what follows from it; the one place that does. */
@ApplicationScoped
class Attempts {
  private static final Logger LOG = Logger.getLogger(Attempts.class);

  private final MeterRegistry metrics;

  Attempts(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  Settled settle(Claimed claimed, Result result) {
    var jitter = ThreadLocalRandom.current().nextDouble();
    var next = RetryLadder.after(result, claimed.rung(), jitter);
    metrics
        .counter(
            "countersign.delivery.attempts",
            "channel",
            claimed.channel().text(),
            "result",
            next.getClass().getSimpleName())
        .increment();
    if (next instanceof NextStep.GiveUp(var reason)) {
      LOG.warnf(
          "delivery given up partnerId=%s deliveryId=%s requestId=%s channel=%s reason=%s",
          claimed.id().partnerId(),
          claimed.id().id(),
          claimed.event().requestId(),
          claimed.channel(),
          reason);
    }
    return new Settled(claimed, result, next, List.of());
  }
}
