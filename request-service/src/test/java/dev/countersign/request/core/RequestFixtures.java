package dev.countersign.request.core;

import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import dev.countersign.request.core.step.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  static final Role SUPERVISOR = new Role("Supervisor");
  static final Role CONTROLLER = new Role("Controller");

  static final PersonId MAKER = new PersonId("maker");
  static final PersonId HELPER = new PersonId("contributor");
  static final PersonId ALICE = new PersonId("alice");
  static final PersonId BOB = new PersonId("bob");
  static final PersonId CAROL = new PersonId("carol");
  static final PersonId STRANGER = new PersonId("stranger");
  static final PersonId LEFT = new PersonId("left");

  static final Seen PINNED = new Seen(new Digest("ab".repeat(32)), 1, 3);
  static final Reason BECAUSE = new Reason("matches the order");

  private RequestFixtures() {}

  /** The maker is a supervisor, too: being eligible by role never helps a maker. */
  static Directory directory() {
    var people = new LinkedHashMap<PersonId, Person>();
    for (PersonId person : List.of(MAKER, HELPER, ALICE, BOB)) {
      people.put(person, Person.withRoles(person, Set.of(SUPERVISOR)));
    }
    people.put(CAROL, Person.withRoles(CAROL, Set.of(CONTROLLER)));
    people.put(STRANGER, Person.withRoles(STRANGER, Set.of()));
    people.put(LEFT, Person.withRoles(LEFT, Set.of(SUPERVISOR, CONTROLLER)).deactivated());
    return new Directory(
        people,
        Map.of(
            SUPERVISOR, List.of(MAKER, HELPER, ALICE, BOB),
            CONTROLLER, List.of(CAROL)));
  }

  static Context at(Instant now) {
    return new Context(now, directory());
  }

  static StepPlan step(int no, Role role, Quorum quorum) {
    return new StepPlan(
        no,
        role.name(),
        PlannedState.WAITING,
        role,
        quorum,
        RejectionRule.FIRST_REJECTION,
        new ReasonRule(true, true),
        new Clocks(Optional.of(TIMEOUT), OnTimeout.ESCALATE, Optional.of(CONTROLLER)));
  }

  static StepPlan as(StepPlan plan, PlannedState state) {
    return new StepPlan(
        plan.no(),
        plan.name(),
        state,
        plan.role(),
        plan.quorum(),
        plan.rejectionRule(),
        plan.reasons(),
        plan.clocks());
  }

  static StepPlan ruledBy(StepPlan plan, RejectionRule rule) {
    return new StepPlan(
        plan.no(),
        plan.name(),
        plan.state(),
        plan.role(),
        plan.quorum(),
        rule,
        plan.reasons(),
        plan.clocks());
  }

  static RequestCommand.Open opening(StepPlan... steps) {
    return new RequestCommand.Open(
        new Opening.Required(Set.of(MAKER, HELPER), PINNED, List.of(steps), TTL));
  }

  /** A request that waits for its first step. */
  static RequestState pendingWith(StepPlan... steps) {
    return after(new NotOpened(), opening(steps), NOW);
  }

  static RequestState pending(Quorum quorum) {
    return pendingWith(step(1, SUPERVISOR, quorum));
  }

  static RequestState quarantined() {
    return new Quarantined(Set.of(MAKER, HELPER), NOW.plus(TTL));
  }

  static List<RequestState> closedStates() {
    var none = new Steps(List.of());
    return List.of(
        new NotRequired(),
        new Approved(none),
        new Rejected(none),
        new Expired(none),
        new Cancelled(none));
  }

  static Decide approve(PersonId by) {
    return new Decide(by, Vote.APPROVE, BECAUSE, PINNED);
  }

  static Decide reject(PersonId by) {
    return new Decide(by, Vote.REJECT, new Reason("no order"), PINNED);
  }

  /** The events a command causes; it must be obeyed. */
  static List<RequestEvent> eventsOf(RequestState state, RequestCommand command, Instant now) {
    return switch (RequestDecider.decide(command, state, at(now))) {
      case Ruling.Accepted(var events) -> events;
      case Ruling.Refused(var refusal) ->
          throw new AssertionError(
              "Expected %s to be obeyed, but it is refused: %s".formatted(command, refusal));
    };
  }

  static RequestState after(RequestState state, RequestCommand command, Instant now) {
    return fold(state, eventsOf(state, command, now));
  }

  static RequestState fold(RequestState state, List<RequestEvent> events) {
    var next = state;
    for (RequestEvent event : new ArrayList<>(events)) {
      next = next.evolve(event);
    }
    return next;
  }
}
