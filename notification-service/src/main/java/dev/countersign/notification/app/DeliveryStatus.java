package dev.countersign.notification.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How a delivery stands, as its partner may see it. */
public record DeliveryStatus(
    UUID id,
    String channel,
    String eventType,
    UUID requestId,
    long seq,
    String state,
    int attempts,
    Optional<String> detail,
    Instant createdAt,
    Optional<Instant> nextAttemptAt,
    Optional<Instant> settledAt,
    List<Attempt> log) {

  /** One try. */
  public record Attempt(int no, Instant at, String result, String detail) {}

  public DeliveryStatus {
    log = List.copyOf(log);
  }
}
