package dev.countersign.notification.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wakes the rounds for what became due by itself: a retry, or a claim that lapsed. */
@ApplicationScoped
class DeliveryClock {
  private final Vertx vertx;
  private final DeliverMails mails;
  private final CallEndpoints calls;
  private final Duration tick;
  private long timer = -1;

  DeliveryClock(
      Vertx vertx,
      DeliverMails mails,
      CallEndpoints calls,
      @ConfigProperty(name = "countersign.delivery.tick", defaultValue = "1s") Duration tick) {
    this.vertx = vertx;
    this.mails = mails;
    this.calls = calls;
    this.tick = tick;
  }

  void start(@Observes StartupEvent event) {
    timer =
        vertx.setPeriodic(
            tick.toMillis(),
            _ -> {
              mails.wake();
              calls.wake();
            });
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }
}
