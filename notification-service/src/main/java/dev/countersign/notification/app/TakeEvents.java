package dev.countersign.notification.app;

import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.notification.core.Notices;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Takes a batch of ledger events: what is new becomes deliveries. */
@ApplicationScoped
public class TakeEvents {
  private final EventInbox inbox;
  private final DeliverNotifications notifications;
  private final CallEndpoints calls;

  TakeEvents(EventInbox inbox, DeliverNotifications notifications, CallEndpoints calls) {
    this.inbox = inbox;
    this.notifications = notifications;
    this.calls = calls;
  }

  public Uni<Void> take(Progress progress, List<LedgerEvent> events) {
    var deliveries = new ArrayList<PlannedDelivery>();
    for (var event : events) {
      Notices.causedBy(event).stream()
          .map(notice -> PlannedDelivery.of(event, notice))
          .forEach(deliveries::add);
    }
    return inbox.take(progress, events, deliveries).invoke(this::wake);
  }

  private void wake() {
    notifications.wake();
    calls.wake();
  }
}
