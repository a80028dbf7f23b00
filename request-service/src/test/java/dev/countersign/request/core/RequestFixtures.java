package dev.countersign.request.core;

import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Attention;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.RequestState.Review;
import dev.countersign.request.core.RequestState.Revoked;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.Tracks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** People, routes and requests that the core's tests talk about. */
final class RequestFixtures {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration TTL = Duration.ofDays(7);
  static final Duration TIMEOUT = Duration.ofDays(2);
  static final String OPERATION = "invoice";

  static final Role SUPERVISOR = new Role("Supervisor");
  static final Role CONTROLLER = new Role("Controller");

  static final PersonId MAKER = new PersonId("maker");
  static final PersonId HELPER = new PersonId("contributor");
  static final PersonId ALICE = new PersonId("alice");
  static final PersonId BOB = new PersonId("bob");
  static final PersonId CAROL = new PersonId("carol");
  static final PersonId DAVE = new PersonId("dave");
  static final PersonId STRANGER = new PersonId("stranger");
  static final PersonId LEFT = new PersonId("left");

  static final Seen PINNED = new Seen(new Digest("ab".repeat(32)), 1, 3);
  static final Reason BECAUSE = new Reason("matches the order");

  private RequestFixtures() {}

  /** The maker is a supervisor, too: being eligible by role never helps a maker. */
  static Map<PersonId, Person> people() {
    var people = new LinkedHashMap<PersonId, Person>();
    for (PersonId person : List.of(MAKER, HELPER, ALICE, BOB)) {
      people.put(person, Person.withRoles(person, Set.of(SUPERVISOR)));
    }
    people.put(CAROL, Person.withRoles(CAROL, Set.of(CONTROLLER)));
    people.put(DAVE, Person.withRoles(DAVE, Set.of(CONTROLLER)));
    people.put(STRANGER, Person.withRoles(STRANGER, Set.of()));
    people.put(LEFT, Person.withRoles(LEFT, Set.of(SUPERVISOR, CONTROLLER)).deactivated());
    return people;
  }

  static Directory directory() {
    return new Directory(people(), List.of());
  }

  static Directory directoryWith(Person... changed) {
    var people = people();
    for (Person person : changed) {
      people.put(person.id(), person);
    }
    return new Directory(people, List.of());
  }

  static Context at(Instant now) {
    return new Context(now, directory());
  }

  static AStep step(Role role, Quorum quorum) {
    return AStep.asking(Approver.role(role)).needs(quorum);
  }

  static RequestCommand.Open opening(ARoute route) {
    return new RequestCommand.Open(required(route));
  }

  static Opening.Required required(ARoute route) {
    return new Opening.Required(
        OPERATION, Set.of(MAKER, HELPER), PINNED, route.tracks(), route.settings());
  }

  /** A request that waits for its first step. */
  static RequestState pendingWith(AStep... steps) {
    return pending(ARoute.of(steps));
  }

  static RequestState pending(ARoute route) {
    return after(new NotOpened(), opening(route), NOW);
  }

  static RequestState pending(Quorum quorum) {
    return pendingWith(step(SUPERVISOR, quorum));
  }

  static RequestState quarantined() {
    return new Quarantined(Set.of(MAKER, HELPER), NOW.plus(TTL), Optional.empty(), Attention.OWED);
  }

  static RequestState changesRequested() {
    return after(pending(new Quorum.Any()), vote(ALICE, Vote.REQUEST_CHANGES), NOW);
  }

  static RequestState held() {
    var route = ARoute.of(step(SUPERVISOR, new Quorum.Any())).held(Duration.ofMinutes(30));
    return after(pending(route), approve(ALICE), NOW);
  }

  static List<RequestState> closedStates() {
    return List.of(
        new NotRequired(),
        new Approved(Tracks.NONE),
        new Rejected(Tracks.NONE),
        new Expired(Tracks.NONE),
        new Cancelled(Tracks.NONE),
        new Revoked(Tracks.NONE),
        overridden(),
        selfApproved());
  }

  static SelfApproved selfApproved() {
    return new SelfApproved(Tracks.NONE, Set.of(MAKER, ALICE, BOB), NOW.plus(TTL), Review.OWED);
  }

  static Overridden overridden() {
    return new Overridden(Tracks.NONE, Set.of(MAKER, ALICE, BOB), NOW.plus(TTL), Review.OWED);
  }

  static Decide approve(PersonId by) {
    return vote(by, Vote.APPROVE);
  }

  static Decide reject(PersonId by) {
    return new Decide(by, Vote.REJECT, new Reason("no order"), PINNED);
  }

  static Decide vote(PersonId by, Vote vote) {
    return new Decide(by, vote, BECAUSE, PINNED);
  }

  static Decide vote(PersonId by, Vote vote, Aim aim) {
    return new Decide(by, vote, BECAUSE, PINNED, aim);
  }

  /** The vote on what the request is about now. */
  static Decide current(PersonId by, Vote vote, RequestState state) {
    var seen = state instanceof Pending(var terms, _) ? terms.pinned() : PINNED;
    return new Decide(by, vote, BECAUSE, seen);
  }

  /** The events a command causes; it must be obeyed. */
  static List<RequestEvent> eventsOf(RequestState state, RequestCommand command, Instant now) {
    return eventsOf(state, command, at(now));
  }

  static List<RequestEvent> eventsOf(RequestState state, RequestCommand command, Context context) {
    return switch (RequestDecider.decide(command, state, context)) {
      case Ruling.Accepted(var events) -> events;
      case Ruling.Refused(var refusal) ->
          throw new AssertionError(
              "Expected %s to be obeyed, but it is refused: %s".formatted(command, refusal));
    };
  }

  static RequestState after(RequestState state, RequestCommand command, Instant now) {
    return after(state, command, at(now));
  }

  static RequestState after(RequestState state, RequestCommand command, Context context) {
    return fold(state, eventsOf(state, command, context));
  }

  static RequestState fold(RequestState state, List<RequestEvent> events) {
    var next = state;
    for (RequestEvent event : events) {
      next = next.evolve(event);
    }
    return next;
  }

  static List<String> names(List<RequestEvent> events) {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }
}
