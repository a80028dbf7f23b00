package dev.countersign.request.core;

import java.time.Instant;
import java.util.Set;

/** What an iteration of a request was opened with; the maker set decides nothing (C-09, N-07). */
public record Terms(
    String operation, Set<PersonId> makers, Seen pinned, Instant expiresAt, Settings settings) {
  public Terms {
    makers = Set.copyOf(makers);
  }

  /** Whether this person is kept from deciding because of what they made. */
  public boolean excludes(PersonId person) {
    return settings.selfApproval() == Settings.SelfApproval.FORBIDDEN && makers.contains(person);
  }

  Terms expiringAt(Instant instant) {
    return new Terms(operation, makers, pinned, instant, settings);
  }

  Terms madeBy(Set<PersonId> everyone) {
    return new Terms(operation, everyone, pinned, expiresAt, settings);
  }

  /** The same content once more, as the next iteration. */
  Terms again() {
    var next = new Seen(pinned.payload(), pinned.iteration() + 1, pinned.policyVersion());
    return new Terms(operation, makers, next, expiresAt, settings);
  }
}
