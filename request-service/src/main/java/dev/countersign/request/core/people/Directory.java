package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Approver.InGroup;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.people.Approver.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of one partner's directory that a ruling needs: the people it may name and the
 * delegations to the one who acts. Somebody of another partner is simply not in it.
 */
public record Directory(Map<PersonId, Person> people, List<Delegation> delegations) {
  public static final Directory EMPTY = new Directory(Map.of(), List.of());

  public Directory {
    people = Map.copyOf(people);
    delegations = List.copyOf(delegations);
  }

  public Optional<Person> find(PersonId id) {
    return Optional.ofNullable(people.get(id));
  }

  /** Whether the person is one of those asked, and may act there; exclusions are asked before. */
  public boolean isAmong(PersonId id, List<Approver> asked, Anchors anchors) {
    return find(id)
        .map(person -> asked.stream().anyMatch(approver -> matches(person, approver, anchors)))
        .orElse(false);
  }

  /** Everyone asked, in the order of their ids. */
  public Collection<PersonId> among(List<Approver> asked, Anchors anchors) {
    var found = new TreeSet<PersonId>();
    for (PersonId id : people.keySet()) {
      if (isAmong(id, asked, anchors)) {
        found.add(id);
      }
    }
    return found;
  }

  /** The people and the humans behind those of them that are service accounts (N-07). */
  public Set<PersonId> withHumansBehind(Set<PersonId> makers) {
    var all = new TreeSet<>(makers);
    for (PersonId maker : makers) {
      find(maker).flatMap(Person::serviceAccountOf).ifPresent(all::add);
    }
    return all;
  }

  private boolean matches(Person person, Approver approver, Anchors anchors) {
    var named =
        switch (approver.whom()) {
          case User(var id) -> person.id().equals(id);
          case HasRole(var role) -> person.roles().contains(role);
          case InGroup(var group) -> person.groups().contains(group);
          case ManagerOf(var anchor, var levels) ->
              anchors.of(anchor).stream()
                  .anyMatch(below -> managerOf(below, levels).equals(Optional.of(person.id())));
        };
    return named && person.scope().covers(approver.branch(), approver.location());
  }

  private Optional<PersonId> managerOf(PersonId person, int levels) {
    var current = Optional.of(person);
    for (int level = 0; level < levels && current.isPresent(); level++) {
      current = current.flatMap(this::find).flatMap(Person::manager);
    }
    return current;
  }
}
