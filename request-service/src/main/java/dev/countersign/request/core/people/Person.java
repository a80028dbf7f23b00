package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.util.Set;

/** A person of the partner's directory, as it stands at the moment of the ruling. */
public record Person(PersonId id, boolean active, Set<Role> roles) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether this person may act for one of the roles now. */
  public boolean holdsAnyOf(Set<Role> wanted) {
    return active && wanted.stream().anyMatch(roles::contains);
  }
}
