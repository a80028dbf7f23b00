package dev.countersign.notification.app;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Opens the digests whose hour has come: each becomes one delivery whose id follows from person and
 * hour, so that several instances, or one that died and came back, open it once.
 */
@ApplicationScoped
class GatherDigests {
  private final Deliveries deliveries;
  private final DeliverNotifications notifications;
  private final Clock clock;
  private final Rounds rounds;

  GatherDigests(Deliveries deliveries, DeliverNotifications notifications, Clock clock) {
    this.deliveries = deliveries;
    this.notifications = notifications;
    this.clock = clock;
    this.rounds = new Rounds("digest", this::round);
  }

  void wake() {
    rounds.wake();
  }

  private Uni<Integer> round() {
    return deliveries
        .openDigests(clock.instant())
        .invoke(opened -> {
          if (opened > 0) {
            notifications.wake();
          }
        });
  }
}
