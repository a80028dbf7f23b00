package dev.countersign.rules.core.people;

import dev.countersign.rules.core.PersonId;
import java.util.Set;

/**
 * Somebody of a partner's directory, without name or address.
 *
 * @param decides whether the person decides anything at all: is active, and no service account
 */
public record Person(
    PersonId id,
    boolean decides,
    Set<String> roles,
    Set<String> groups,
    Set<String> branches,
    Set<String> locations) {

  private static final String EVERY = "*";

  public Person {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    branches = Set.copyOf(branches);
    locations = Set.copyOf(locations);
  }

  boolean actsInBranch(String branch) {
    return branches.contains(branch) || branches.contains(EVERY);
  }

  boolean actsInLocation(String location) {
    return locations.contains(location) || locations.contains(EVERY);
  }
}
