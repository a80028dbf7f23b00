package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of one partner's directory that a ruling needs: the acting person and the active members
 * of the roles that may be asked next. Somebody of another partner is simply not in it.
 */
public record Directory(Map<PersonId, Person> people, Map<Role, List<PersonId>> members) {
  public static final Directory EMPTY = new Directory(Map.of(), Map.of());

  public Directory {
    people = Map.copyOf(people);
    members = Map.copyOf(members);
  }

  public Optional<Person> find(PersonId id) {
    return Optional.ofNullable(people.get(id));
  }

  /** The active members of the role who did not make the request. */
  public Pool poolOf(Role role, Set<PersonId> makers) {
    var eligible =
        members.getOrDefault(role, List.of()).stream()
            .filter(person -> !makers.contains(person))
            .sorted()
            .toList();
    return Pool.of(role, eligible);
  }
}
