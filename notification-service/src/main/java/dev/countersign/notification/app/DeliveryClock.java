package dev.countersign.notification.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wakes the rounds for what became due by itself: a retry, a claim that lapsed, a digest. */
@ApplicationScoped
class DeliveryClock {
  private final Vertx vertx;
  private final DeliverNotifications notifications;
  private final CallEndpoints calls;
  private final GatherDigests digests;
  private final Duration tick;
  private long timer = -1;

  DeliveryClock(
      Vertx vertx,
      DeliverNotifications notifications,
      CallEndpoints calls,
      GatherDigests digests,
      @ConfigProperty(name = "countersign.delivery.tick", defaultValue = "1s") Duration tick) {
    this.vertx = vertx;
    this.notifications = notifications;
    this.calls = calls;
    this.digests = digests;
    this.tick = tick;
  }

  void start(@Observes StartupEvent event) {
    timer =
        vertx.setPeriodic(
            tick.toMillis(),
            _ -> {
              notifications.wake();
              calls.wake();
              digests.wake();
            });
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }
}
