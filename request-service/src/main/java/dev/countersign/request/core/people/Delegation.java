package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.time.Instant;
import java.util.Set;

/**
 * The right to decide for another person for a time (F-140). It is not passed on: the delegate of a
 * delegate has no right. Without operations it covers all of them.
 */
public record Delegation(PersonId from, PersonId to, Window window, Set<String> operations) {
  public Delegation {
    operations = Set.copyOf(operations);
  }

  public boolean covers(String operation, Instant now) {
    return window.contains(now) && (operations.isEmpty() || operations.contains(operation));
  }
}
