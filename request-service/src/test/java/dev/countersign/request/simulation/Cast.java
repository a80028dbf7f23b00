package dev.countersign.request.simulation;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.people.Scope;
import dev.countersign.request.core.people.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** The people of one partner, as its directory has them at the moment. */
final class Cast {
  static final Role SUPERVISOR = new Role("Supervisor");
  static final Role CONTROLLER = new Role("Controller");
  static final PersonId MAKER = new PersonId("maker");
  static final PersonId HELPER = new PersonId("helper");
  static final PersonId ROBOT = new PersonId("robot");
  static final List<PersonId> ALL =
      List.of(
          MAKER,
          HELPER,
          ROBOT,
          new PersonId("alice"),
          new PersonId("bob"),
          new PersonId("carol"),
          new PersonId("dave"),
          new PersonId("erin"));

  private final Map<PersonId, Person> people = new TreeMap<>();
  private final List<Delegation> delegations = new ArrayList<>();
  private final TreeSet<Instant> edges = new TreeSet<>();
  private Optional<Directory> current = Optional.empty();

  Cast() {
    for (PersonId id : ALL) {
      put(Person.withRoles(id, rolesOf(id)));
    }
    var robot = person(ROBOT);
    put(
        new Person(
            ROBOT,
            true,
            robot.roles(),
            robot.groups(),
            Optional.empty(),
            Scope.NONE,
            List.of(),
            Optional.of(new PersonId("erin"))));
  }

  private static Set<Role> rolesOf(PersonId id) {
    return switch (id.value()) {
      case "carol", "dave" -> Set.of(CONTROLLER);
      case "erin" -> Set.of(SUPERVISOR, CONTROLLER);
      default -> Set.of(SUPERVISOR);
    };
  }

  static PersonId somebody(SplittableRandom random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  Person person(PersonId id) {
    return people.getOrDefault(id, Person.withRoles(id, Set.of()));
  }

  void put(Person person) {
    people.put(person.id(), person);
    current = Optional.empty();
  }

  void toggleActive(PersonId id) {
    var p = person(id);
    put(
        new Person(
            id,
            !p.active(),
            p.roles(),
            p.groups(),
            p.manager(),
            p.scope(),
            p.leaves(),
            p.serviceAccountOf()));
  }

  void leave(PersonId id, Window leave) {
    var p = person(id);
    edges.add(leave.until());
    put(
        new Person(
            id,
            p.active(),
            p.roles(),
            p.groups(),
            p.manager(),
            p.scope(),
            List.of(leave),
            p.serviceAccountOf()));
  }

  void roles(PersonId id, Set<Role> roles) {
    var p = person(id);
    put(
        new Person(
            id,
            p.active(),
            roles,
            p.groups(),
            p.manager(),
            p.scope(),
            p.leaves(),
            p.serviceAccountOf()));
  }

  /** Nobody is left of those who hold the role. */
  void takeFromAll(Role role) {
    for (PersonId id : ALL) {
      var left = new java.util.HashSet<>(person(id).roles());
      if (left.remove(role)) {
        roles(id, left);
      }
    }
  }

  /** Everybody holds what they held in the beginning, and is back at work. */
  void returnAll() {
    for (PersonId id : ALL) {
      var p = person(id);
      put(
          new Person(
              id,
              true,
              rolesOf(id),
              p.groups(),
              p.manager(),
              p.scope(),
              List.of(),
              p.serviceAccountOf()));
    }
  }

  void delegate(Delegation delegation) {
    delegations.add(delegation);
    current = Optional.empty();
  }

  void revokeDelegations() {
    delegations.clear();
    current = Optional.empty();
  }

  /** Whether a leave ended that nobody has noticed yet. */
  boolean passes(Instant now) {
    var passed = edges.headSet(now, true);
    var any = !passed.isEmpty();
    passed.clear();
    return any;
  }

  Directory directory() {
    if (current.isEmpty()) {
      current = Optional.of(new Directory(people, delegations));
    }
    return current.get();
  }
}
