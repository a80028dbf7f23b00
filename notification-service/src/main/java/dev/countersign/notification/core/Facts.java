package dev.countersign.notification.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    Optional<String> cancelledBy,
    Optional<StepPlace> place) {

  public Facts {
    by = List.copyOf(by);
  }

  /** When the matter is over, or goes to others, unless somebody decides. */
  public Optional<Instant> decideBefore() {
    return Stream.concat(dueAt.stream(), expiresAt.stream()).min(Comparator.naturalOrder());
  }
}
