package dev.countersign.rules.core.people;

import dev.countersign.rules.core.PersonId;
import java.util.Set;

/**
 * The people who could ever decide a step.
 *
 * @param isOpen whether others may join them, whom only an event names: a manager, an attribute
 */
public record Pool(Set<PersonId> people, boolean isOpen) {

  public Pool {
    people = Set.copyOf(people);
  }

  public int size() {
    return people.size();
  }
}
