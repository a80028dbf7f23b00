package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person of the partner's directory, as it stands at the moment of the ruling. A service account
 * names the human behind it: it never decides, and what it makes, that human made (N-07, SD-06).
 */
public record Person(
    PersonId id,
    boolean active,
    Set<Role> roles,
    Set<Group> groups,
    Optional<PersonId> manager,
    Scope scope,
    List<Window> leaves,
    Optional<PersonId> serviceAccountOf) {
  public Person {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    leaves = List.copyOf(leaves);
  }

  /** A person of whom the directory says no more than the roles. */
  public static Person withRoles(PersonId id, Set<Role> roles) {
    return new Person(
        id, true, roles, Set.of(), Optional.empty(), Scope.NONE, List.of(), Optional.empty());
  }

  public Person deactivated() {
    return new Person(id, false, roles, groups, manager, scope, leaves, serviceAccountOf);
  }

  /** Whether this person may decide anything at all now: exclusions come first (F-135, A-02). */
  public boolean isAvailable(Instant now) {
    return active
        && serviceAccountOf.isEmpty()
        && leaves.stream().noneMatch(leave -> leave.contains(now));
  }
}
