package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.BECAUSE;
import static dev.countersign.request.core.RequestFixtures.CONTROLLER;
import static dev.countersign.request.core.RequestFixtures.NOW;
import static dev.countersign.request.core.RequestFixtures.OPERATION;
import static dev.countersign.request.core.RequestFixtures.PINNED;
import static dev.countersign.request.core.RequestFixtures.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.people.Scope;
import dev.countersign.request.core.people.Window;
import dev.countersign.request.core.step.Quorum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * N-07: random directories with service accounts and second accounts, random delegation graphs with
 * chains and cycles, random histories of edits. Whom the history makes a maker is worked out here
 * once more, by humans instead of accounts.
 */
class MakerSetPropertyTest {
  private static final int HISTORIES = Integer.getInteger("countersign.histories", 100_000);
  private static final int ACCOUNTS = 9;
  private static final int HUMANS = 6;
  private static final List<Vote> VOTES = List.of(Vote.values());

  @Test
  @DisplayName(
      "R12 N-07 I-2 A-02 SD-02 SD-03 SD-05 SD-06 SD-10 SD-11: no member of the maker set,"
          + " by whatever account or loan, is ever on record with a decision")
  void noMakerEverDecides() {
    var seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("MakerSetPropertyTest: countersign.seed=" + seed);
    var random = new SplittableRandom(seed);
    var decisions = 0;
    var refusals = 0;
    for (int history = 0; history < HISTORIES; history++) {
      var one = new History(random.split());
      one.play();
      assertThat(one.wrong()).as("history %d of seed %d", history, seed).isEmpty();
      decisions += one.decisions;
      refusals += one.makersRefused;
    }

    // A test that never lets anybody decide, or never tempts a maker, would prove nothing.
    assertThat(decisions).isGreaterThan(HISTORIES / 10);
    assertThat(refusals).isGreaterThan(HISTORIES / 10);
  }

  /** One request from its opening through a dozen commands. */
  private static final class History {
    private final SplittableRandom random;
    private final Map<PersonId, Integer> humans = new HashMap<>();
    private final Map<PersonId, PersonId> owners = new HashMap<>();
    private final List<PersonId> accounts = new ArrayList<>();
    private final Set<Integer> makers = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private List<Delegation> delegations = List.of();
    private RequestState state = new NotOpened();
    private int decisions;
    private int makersRefused;

    History(SplittableRandom random) {
      this.random = random;
      for (int i = 0; i < ACCOUNTS; i++) {
        var account = new PersonId("p" + i);
        accounts.add(account);
        humans.put(account, i < HUMANS ? i : random.nextInt(HUMANS));
      }
      var robot = new PersonId("robot");
      owners.put(robot, accounts.get(random.nextInt(ACCOUNTS)));
      humans.put(robot, humans.getOrDefault(owners.get(robot), 0));
      accounts.add(robot);
    }

    List<String> wrong() {
      return wrong;
    }

    void play() {
      delegations = randomDelegations();
      obey(new Open(required(randomMakers())), directory());
      for (int i = 0; i < 8; i++) {
        if (random.nextInt(4) == 0) {
          delegations = randomDelegations();
        }
        obey(randomCommand(), directory());
      }
    }

    private void obey(RequestCommand command, Directory directory) {
      var ruling = RequestDecider.decide(command, state, new Context(NOW, directory));
      if (ruling instanceof Ruling.Refused(var refusal)) {
        makersRefused += refusal == Refusal.MAKER_MAY_NOT_DECIDE ? 1 : 0;
        return;
      }
      note(command);
      for (RequestEvent event : ((Ruling.Accepted) ruling).events()) {
        check(event);
        state = state.evolve(event);
      }
    }

    /** The makers a command adds; those of a revision count once it is accepted. */
    private void note(RequestCommand command) {
      switch (command) {
        case Open(Opening.Required required) -> add(required.makers());
        case Revise(var required) -> add(required.makers());
        default -> {}
      }
    }

    private void add(Set<PersonId> people) {
      people.forEach(person -> makers.add(humanOf(person)));
    }

    private void check(RequestEvent event) {
      if (event instanceof DecisionRecorded recorded) {
        decisions++;
        var ballot = recorded.ballot();
        if (makers.contains(humanOf(ballot.by()))
            || ballot.onBehalfOf().map(this::humanOf).filter(makers::contains).isPresent()) {
          wrong.add(recorded + " although " + makers + " made it, of " + humans);
        }
      }
      if (event instanceof ChangesRequested asked && asked.edit().isPresent()) {
        makers.add(humanOf(asked.by()));
      }
    }

    private int humanOf(PersonId person) {
      return humans.getOrDefault(person, -1);
    }

    private RequestCommand randomCommand() {
      return switch (random.nextInt(10)) {
        case 0 -> new Revise(required(randomMakers()));
        case 1 -> new Resubmit(anybody(), BECAUSE);
        case 2 ->
            new Reassign(
                new Official(anybody(), Set.of(Official.PlatformRole.OPERATOR)),
                1 + random.nextInt(2),
                anybody(),
                anybody(),
                BECAUSE);
        default -> randomVote();
      };
    }

    private Decide randomVote() {
      var seen =
          switch (state) {
            case Pending(var terms, _) -> terms.pinned();
            case Changes(var terms, _, _) -> terms.pinned();
            default -> PINNED;
          };
      var edit =
          random.nextInt(4) == 0
              ? Optional.of(new Edit(Set.of("amount"), "{\"amount\":\"1\"}"))
              : Optional.<Edit>empty();
      var vote = random.nextInt(3) == 0 ? VOTES.get(random.nextInt(VOTES.size())) : Vote.APPROVE;
      return new Decide(
          anybody(), vote, BECAUSE, seen, new Aim(Optional.empty(), Optional.empty(), edit));
    }

    private Opening.Required required(Set<PersonId> by) {
      var route =
          ARoute.of(
                  RequestFixtures.step(SUPERVISOR, new Quorum.Count(1 + random.nextInt(2))),
                  RequestFixtures.step(CONTROLLER, new Quorum.Any()))
              .editing(new Settings.AnyField());
      return new Opening.Required(OPERATION, by, PINNED, route.tracks(), route.settings());
    }

    private Set<PersonId> randomMakers() {
      var some = new HashSet<PersonId>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        some.add(anybody());
      }
      return some;
    }

    private PersonId anybody() {
      return accounts.get(random.nextInt(accounts.size()));
    }

    private List<Delegation> randomDelegations() {
      var all = new ArrayList<Delegation>();
      var window = new Window(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
      for (int i = 0; i < random.nextInt(8); i++) {
        all.add(new Delegation(anybody(), anybody(), window, Set.of()));
      }
      return all;
    }

    /**
     * As the directory says at this moment; roles, activity and leave have changed since before.
     */
    private Directory directory() {
      var people = new HashMap<PersonId, Person>();
      var others = new HashMap<PersonId, Set<PersonId>>();
      for (PersonId account : accounts) {
        people.put(account, randomPerson(account));
        var same = new HashSet<PersonId>();
        for (PersonId other : accounts) {
          if (!other.equals(account)
              && !owners.containsKey(other)
              && !owners.containsKey(account)
              && humanOf(other) == humanOf(account)) {
            same.add(other);
          }
        }
        if (!same.isEmpty()) {
          others.put(account, same);
        }
      }
      return new Directory(people, delegations, others);
    }

    private Person randomPerson(PersonId account) {
      var roles = new HashSet<Role>();
      if (random.nextInt(3) > 0) {
        roles.add(SUPERVISOR);
      }
      if (random.nextInt(2) > 0) {
        roles.add(CONTROLLER);
      }
      return new Person(
          account,
          random.nextInt(10) > 0,
          roles,
          Set.of(),
          Optional.empty(),
          Scope.NONE,
          List.of(),
          Optional.ofNullable(owners.get(account)));
    }
  }
}
