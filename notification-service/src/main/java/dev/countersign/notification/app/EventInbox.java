package dev.countersign.notification.app;

import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Events as they are taken: each once, with its deliveries and the offset in one transaction. */
public interface EventInbox {

  /** Stores what is new among the events, and the deliveries of the new ones only. */
  Uni<Void> take(Progress progress, List<LedgerEvent> events, List<PlannedDelivery> deliveries);
}
