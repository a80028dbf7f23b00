package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Approver.InGroup;
import dev.countersign.request.core.people.Approver.Listed;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.people.Approver.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of one partner's directory that a ruling needs: the people it may name, the delegations
 * to the one who acts, the other accounts of those who have several, and whom the resolvers asked
 * list. Somebody of another partner is simply not in it.
 */
public record Directory(
    Map<PersonId, Person> people,
    List<Delegation> delegations,
    Map<PersonId, Set<PersonId>> otherAccounts,
    Map<Listing, Set<PersonId>> listings) {
  public static final Directory EMPTY = new Directory(Map.of(), List.of());

  public Directory {
    people = Map.copyOf(people);
    delegations = List.copyOf(delegations);
    otherAccounts = Map.copyOf(otherAccounts);
    listings = Map.copyOf(listings);
  }

  /** A directory of which no resolver is asked. */
  public Directory(
      Map<PersonId, Person> people,
      List<Delegation> delegations,
      Map<PersonId, Set<PersonId>> otherAccounts) {
    this(people, delegations, otherAccounts, Map.of());
  }

  /** A directory in which nobody has a second account. */
  public Directory(Map<PersonId, Person> people, List<Delegation> delegations) {
    this(people, delegations, Map.of());
  }

  public Directory lending(List<Delegation> loans) {
    return new Directory(people, loans, otherAccounts, listings);
  }

  /** The same people, and whom these lines list. */
  public Directory listing(Map<Listing, Set<PersonId>> lines) {
    return new Directory(people, delegations, otherAccounts, lines);
  }

  /** These people besides; what was known before stays. */
  public Directory with(Directory more) {
    var everyone = new HashMap<>(more.people);
    everyone.putAll(people);
    var accounts = new HashMap<>(more.otherAccounts);
    accounts.putAll(otherAccounts);
    var lines = new HashMap<>(more.listings);
    lines.putAll(listings);
    return new Directory(everyone, delegations, accounts, lines);
  }

  /** The other accounts of the human who holds this one (SD-05). */
  public Set<PersonId> otherAccountsOf(PersonId id) {
    return otherAccounts.getOrDefault(id, Set.of());
  }

  public boolean isSameHuman(PersonId one, PersonId other) {
    return one.equals(other)
        || otherAccountsOf(one).contains(other)
        || otherAccountsOf(other).contains(one);
  }

  /** The people by all accounts of theirs that are known here. */
  public Set<PersonId> withOtherAccounts(Set<PersonId> people) {
    if (otherAccounts.isEmpty()) {
      return people;
    }
    var all = new TreeSet<>(people);
    otherAccounts.forEach((account, others) -> {
      if (people.contains(account)) {
        all.addAll(others);
      } else if (others.stream().anyMatch(people::contains)) {
        all.add(account);
      }
    });
    return all;
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

  /** Everyone asked by name, role, group, rank or list, in charge of the place or not. */
  public Collection<PersonId> named(List<Approver> asked, Anchors anchors) {
    var found = new TreeSet<PersonId>();
    for (Approver approver : asked) {
      if (approver.whom() instanceof User(var id)) {
        found.add(id);
      }
    }
    for (Person person : people.values()) {
      if (asked.stream().anyMatch(approver -> isNamed(person, approver, anchors))) {
        found.add(person.id());
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
    return isNamed(person, approver, anchors)
        && person.scope().covers(approver.branch(), approver.location());
  }

  private boolean isNamed(Person person, Approver approver, Anchors anchors) {
    return switch (approver.whom()) {
      case User(var id) -> person.id().equals(id);
      case HasRole(var role) -> person.roles().contains(role);
      case InGroup(var group) -> person.groups().contains(group);
      case Listed(var line) -> listings.getOrDefault(line, Set.of()).contains(person.id());
      case ManagerOf(var anchor, var levels) ->
          anchors.of(anchor).stream()
              .anyMatch(below -> managerOf(below, levels).equals(Optional.of(person.id())));
    };
  }

  private Optional<PersonId> managerOf(PersonId person, int levels) {
    var current = Optional.of(person);
    for (int level = 0; level < levels && current.isPresent(); level++) {
      current = current.flatMap(this::find).flatMap(Person::manager);
    }
    return current;
  }
}
