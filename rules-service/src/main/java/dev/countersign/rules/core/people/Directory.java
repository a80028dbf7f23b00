package dev.countersign.rules.core.people;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Scope.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The people of one partner, as far as they are known here. Leave is not looked at: who is away
 * today is back before most requests are opened.
 */
public record Directory(Map<PersonId, Person> people) {

  /** Nobody is known: before a partner has loaded its people, or before they were read. */
  public static final Directory EMPTY = new Directory(Map.of());

  public Directory {
    people = Map.copyOf(people);
  }

  public static Directory of(Collection<Person> people) {
    return new Directory(
        people.stream().collect(Collectors.toMap(Person::id, Function.identity())));
  }

  public boolean isEmpty() {
    return people.isEmpty();
  }

  /** Whether the person is known and decides. */
  public boolean decides(PersonId id) {
    var person = people.get(id);
    return person != null && person.decides();
  }

  /** Everyone who could ever decide for these approvers. */
  public Pool pool(List<Approver> approvers) {
    return new Pool(
        people.values().stream()
            .filter(person -> approvers.stream().anyMatch(it -> isAsked(person, it)))
            .map(Person::id)
            .collect(Collectors.toSet()),
        approvers.stream().anyMatch(Directory::isNamedByTheEvent));
  }

  private static boolean isAsked(Person person, Approver approver) {
    var isMeant =
        switch (approver) {
          case Approver.User(var id, _) -> person.id().equals(id);
          case Approver.Role(var role, _) -> person.roles().contains(role);
          case Approver.Group(var group, _) -> person.groups().contains(group);
          case Approver.ManagerOf _, Approver.Attribute _, Approver.Resolver _ -> false;
        };
    return isMeant
        && person.decides()
        && isThere(person, approver.scope().branch(), Person::actsInBranch)
        && isThere(person, approver.scope().location(), Person::actsInLocation);
  }

  /** A place that only the event names may be anywhere. */
  private static boolean isThere(
      Person person, Optional<Place> place, BiPredicate<Person, String> acts) {
    return !(place.orElse(null) instanceof Place.Named(var name)) || acts.test(person, name);
  }

  private static boolean isNamedByTheEvent(Approver approver) {
    return switch (approver) {
      case Approver.ManagerOf _, Approver.Attribute _, Approver.Resolver _ -> true;
      case Approver.User _, Approver.Role _, Approver.Group _ -> false;
    };
  }
}
