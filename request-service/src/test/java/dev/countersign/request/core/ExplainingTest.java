package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.fold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.Explaining.Place;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Group;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.people.Scope;
import dev.countersign.request.core.people.Window;
import dev.countersign.request.core.step.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** N-03: what is explained is what would be answered. */
class ExplainingTest {
  private static final Instant NOW = Instant.parse("2026-03-02T04:20:00Z");
  private static final Role CONTROLLER = new Role("Controller");
  private static final PersonId MAKER = new PersonId("maker");
  private static final Group BOARD = new Group("Board");
  private static final Reason BECAUSE = new Reason("because");
  private static final List<String> NAMES =
      List.of("maker", "ana", "ben", "cleo", "dina", "emil", "fay", "gus");

  @Test
  @DisplayName("N-03 A-27: whoever is named as eligible may decide, everybody else is refused")
  void explainsWhatDecideAnswers() {
    var eligible = 0;
    for (long seed = 1; seed <= 3_000; seed++) {
      var random = new SplittableRandom(seed);
      var context = new Context(NOW, directory(random));
      var state = pending(random, context);
      for (var open : Explaining.of(state, context)) {
        var members = open.members().stream().map(Explaining.Member::person).toList();
        assertThat(members).as("seed %d", seed).doesNotHaveDuplicates();
        for (String name : NAMES) {
          var person = new PersonId(name);
          var told =
              open.members().stream()
                  .anyMatch(it -> it.person().equals(person) && it.place() == Place.ELIGIBLE);
          eligible += told ? 1 : 0;
          assertThat(told)
              .as("seed %d, step %d, %s", seed, open.step().no(), name)
              .isEqualTo(mayDecide(state, open.step().no(), person, context));
        }
      }
    }
    assertThat(eligible).isGreaterThan(1_000);
  }

  @Test
  @DisplayName("N-03: everybody the step names stands there once, with the reason")
  void namesEverybodyOnce() {
    var people = new HashMap<PersonId, Person>();
    put(people, "maker", true, Scope.NONE, List.of());
    put(people, "ana", true, Scope.ALL, List.of());
    put(people, "ben", false, Scope.ALL, List.of());
    put(people, "cleo", true, Scope.NONE, List.of());
    put(people, "dina", true, Scope.ALL, List.of(hours(-1, 1)));
    people.put(new PersonId("emil"), Person.withRoles(new PersonId("emil"), Set.of()));
    people.put(new PersonId("fay"), Person.withRoles(new PersonId("fay"), Set.of()));
    var loans =
        List.of(
            new Delegation(new PersonId("ana"), new PersonId("emil"), hours(-1, 1), Set.of()),
            new Delegation(new PersonId("emil"), new PersonId("fay"), hours(-1, 1), Set.of()));
    var context = new Context(NOW, new Directory(people, loans));
    var asked =
        new Approver(new Approver.HasRole(CONTROLLER), Optional.of("DHK"), Optional.empty());
    var state = opened(ARoute.of(AStep.asking(asked)), context);

    var open = Explaining.of(state, context).getFirst();

    assertThat(open.missing()).isEqualTo(1);
    assertThat(open.members())
        .extracting(it -> it.person().value(), Explaining.Member::place)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ana", Place.ELIGIBLE),
            org.assertj.core.groups.Tuple.tuple("ben", Place.INACTIVE),
            org.assertj.core.groups.Tuple.tuple("cleo", Place.OUT_OF_SCOPE),
            org.assertj.core.groups.Tuple.tuple("dina", Place.ON_LEAVE),
            org.assertj.core.groups.Tuple.tuple("emil", Place.ELIGIBLE),
            org.assertj.core.groups.Tuple.tuple("fay", Place.DELEGATION_PASSED_ON),
            org.assertj.core.groups.Tuple.tuple("maker", Place.MAKER));
  }

  /** The rules themselves, asked by everybody about every step. */
  private static boolean mayDecide(Pending state, int step, PersonId person, Context everything) {
    var loans =
        everything.directory().delegations().stream().filter(it -> it.to().equals(person)).toList();
    var context = new Context(NOW, new Directory(everything.directory().people(), loans));
    var aim = new Aim(Optional.of(step), Optional.empty(), Optional.empty());
    var vote = new Decide(person, Vote.APPROVE, BECAUSE, state.terms().pinned(), aim);
    return RequestDecider.decide(vote, state, context) instanceof Ruling.Accepted;
  }

  private static Pending pending(SplittableRandom random, Context context) {
    var steps =
        java.util.stream.IntStream.range(0, 1 + random.nextInt(2))
            .mapToObj(_ -> AStep.asking(approver(random), approver(random)))
            .map(step -> step.needs(new Quorum.Count(2)))
            .toArray(AStep[]::new);
    var state = opened(ARoute.of(steps), context);
    for (int i = 0; i < random.nextInt(3); i++) {
      var by = new PersonId(NAMES.get(random.nextInt(NAMES.size())));
      var vote = new Decide(by, Vote.APPROVE, BECAUSE, state.terms().pinned());
      if (RequestDecider.decide(vote, state, context) instanceof Ruling.Accepted(var events)
          && fold(state, events) instanceof Pending next) {
        state = next;
      }
    }
    return state;
  }

  private static Pending opened(ARoute route, Context context) {
    return (Pending)
        RequestFixtures.after(
            new RequestState.NotOpened(), RequestFixtures.opening(route), context);
  }

  private static Approver approver(SplittableRandom random) {
    var whom =
        switch (random.nextInt(5)) {
          case 0 -> new Approver.User(new PersonId(NAMES.get(random.nextInt(NAMES.size()))));
          case 1 -> new Approver.InGroup(BOARD);
          case 2 -> new Approver.ManagerOf(Approver.Anchor.MAKER, 1 + random.nextInt(2));
          default -> new Approver.HasRole(CONTROLLER);
        };
    var branch = random.nextInt(3) == 0 ? Optional.of("DHK") : Optional.<String>empty();
    return new Approver(whom, branch, Optional.empty());
  }

  private static Directory directory(SplittableRandom random) {
    var people = new HashMap<PersonId, Person>();
    var loans = new ArrayList<Delegation>();
    for (String name : NAMES) {
      var id = new PersonId(name);
      people.put(
          id,
          new Person(
              id,
              random.nextInt(6) > 0,
              random.nextBoolean() ? Set.of(CONTROLLER) : Set.of(),
              random.nextInt(3) == 0 ? Set.of(BOARD) : Set.of(),
              Optional.of(NAMES.get(random.nextInt(NAMES.size())))
                  .filter(manager -> !manager.equals(name))
                  .map(PersonId::new),
              random.nextBoolean() ? Scope.ALL : Scope.NONE,
              random.nextInt(6) == 0 ? List.of(hours(-1, 1)) : List.of(),
              random.nextInt(12) == 0 ? Optional.of(MAKER) : Optional.empty()));
      var to = NAMES.get(random.nextInt(NAMES.size()));
      if (random.nextInt(4) == 0 && !to.equals(name)) {
        loans.add(new Delegation(id, new PersonId(to), hours(-1, 1), Set.of()));
      }
    }
    return new Directory(people, loans);
  }

  private static void put(
      Map<PersonId, Person> people, String name, boolean active, Scope scope, List<Window> leaves) {
    var id = new PersonId(name);
    people.put(
        id,
        new Person(
            id,
            active,
            Set.of(CONTROLLER),
            Set.of(),
            Optional.empty(),
            scope,
            leaves,
            Optional.empty()));
  }

  private static Window hours(int from, int until) {
    return new Window(NOW.plus(Duration.ofHours(from)), NOW.plus(Duration.ofHours(until)));
  }
}
