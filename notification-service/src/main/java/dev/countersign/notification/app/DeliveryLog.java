package dev.countersign.notification.app;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks at deliveries, the newest first. */
public interface DeliveryLog {

  /** The calls to the partner's endpoint. */
  Uni<List<DeliveryStatus>> calls(String partnerId, Optional<Place> after, int limit);

  /** What was given up, on any channel. */
  Uni<List<DeliveryStatus>> dead(String partnerId, Optional<Place> after, int limit);

  /** Where a page ended. */
  record Place(Instant createdAt, UUID id) {}
}
