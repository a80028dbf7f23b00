package dev.countersign.request.core;

import java.time.Instant;
import java.util.Set;

/** What a request was opened with. Nothing changes it; the maker set may never decide. */
public record Terms(Set<PersonId> makers, Seen pinned, Instant expiresAt) {
  public Terms {
    makers = Set.copyOf(makers);
  }
}
