package dev.countersign.request.core.step;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import java.util.Optional;
import java.util.Set;

/**
 * A vote in a step: who gave it, for whom, and which open steps it could have been credited to
 * (A-09).
 */
public record Ballot(
    PersonId by, Optional<PersonId> onBehalfOf, Vote vote, Set<Integer> eligibleFor) {
  public Ballot {
    eligibleFor = Set.copyOf(eligibleFor);
  }

  /** Whether the person gave it or was represented by it. */
  public boolean speaksFor(PersonId person) {
    return by.equals(person) || onBehalfOf.equals(Optional.of(person));
  }
}
