package dev.countersign.notification.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an event says that a message may repeat. People stand here by id, never by name. */
public record Facts(
    Optional<String> operation,
    Optional<String> subjectId,
    Optional<String> amount,
    Optional<String> currency,
    Optional<String> maker,
    Optional<String> step,
    Optional<Instant> dueAt,
    Optional<Instant> expiresAt,
    List<String> by,
    Optional<String> reason,
    Optional<String> cancelledBy) {

  public Facts {
    by = List.copyOf(by);
  }
}
