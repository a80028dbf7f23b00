package dev.countersign.request.simulation;

import dev.countersign.request.core.Context;
import dev.countersign.request.core.Official;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.OverrideReviewed;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Terms;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Window;
import dev.countersign.request.simulation.Engine.Bug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Bugs planted one by one: in what rules see, in what they answer, in how adapters store it. */
final class Mutants {
  private static final Window EVER =
      new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

  /** A bug with a name. */
  record Mutant(String name, Engine engine) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Mutants() {}

  static List<Mutant> all() {
    var all = new ArrayList<Mutant>();
    for (Bug bug : Bug.values()) {
      all.add(new Mutant("adapter: " + bug, new Engine(RequestDecider::decide, Set.of(bug))));
    }
    all.addAll(forgottenEvents());
    all.addAll(repeatedEvents());
    all.addAll(blindRules());
    all.addAll(WrongAnswers.all());
    all.addAll(WrongEdits.all());
    return all;
  }

  private static Mutant rules(String name, Engine.Rules rules) {
    return new Mutant(name, new Engine(rules, Set.of()));
  }

  // The rules forget to say something, or say it twice.

  private static List<Mutant> forgottenEvents() {
    return List.<Class<? extends RequestEvent>>of(
            RequestCreated.class,
            RequestQuarantined.class,
            RequestReleased.class,
            IterationStarted.class,
            StepStarted.class,
            DecisionRecorded.class,
            SelfApprovalUsed.class,
            StepApproved.class,
            StepRejected.class,
            StepExpired.class,
            StepSlaBreached.class,
            StepReminded.class,
            StepEscalated.class,
            StepUnblocked.class,
            AssignmentReassigned.class,
            ChangesRequested.class,
            RequestApproved.class,
            HoldStarted.class,
            HoldReleased.class,
            RequestRevoked.class,
            RequestRejected.class,
            RequestExpired.class,
            RequestAutoRejected.class,
            RequestCancelled.class,
            RequestOverridden.class,
            OverrideReviewed.class)
        .stream()
        .map(type ->
            answering(
                "forgets " + type.getSimpleName(),
                events -> events.stream().filter(event -> !type.isInstance(event)).toList()))
        .toList();
  }

  private static List<Mutant> repeatedEvents() {
    return List.<Class<? extends RequestEvent>>of(
            RequestApproved.class,
            RequestRejected.class,
            RequestCancelled.class,
            HoldReleased.class,
            RequestRevoked.class,
            RequestOverridden.class,
            StepEscalated.class,
            DecisionRecorded.class,
            IterationStarted.class)
        .stream()
        .map(type ->
            answering(
                "repeats " + type.getSimpleName(),
                events -> {
                  var twice = new ArrayList<RequestEvent>();
                  for (RequestEvent event : events) {
                    twice.add(event);
                    if (type.isInstance(event)) {
                      twice.add(event);
                    }
                  }
                  return twice;
                }))
        .toList();
  }

  private static Mutant answering(
      String name, Function<List<RequestEvent>, List<RequestEvent>> change) {
    return rules(
        name,
        (command, state, context) ->
            switch (RequestDecider.decide(command, state, context)) {
              case Ruling.Accepted(var events) -> new Ruling.Accepted(change.apply(events));
              case Ruling.Refused refused -> refused;
            });
  }

  // The rules do not look at something.

  private static List<Mutant> blindRules() {
    var mutants = new ArrayList<Mutant>();
    mutants.add(seeing("maker set not looked at", Mutants::withoutMakers));
    mutants.add(commanding("stale decisions accepted", Mutants::fresh));
    mutants.add(commanding("blank reasons accepted", Mutants::reasoned));
    mutants.add(commanding("own witness accepted", Mutants::ownWitness));
    mutants.add(
        peopling("inactive people decide", p -> with(p, true, p.leaves(), p.serviceAccountOf())));
    mutants.add(
        peopling(
            "people on leave decide", p -> with(p, p.active(), List.of(), p.serviceAccountOf())));
    mutants.add(
        peopling(
            "service accounts decide", p -> with(p, p.active(), p.leaves(), Optional.empty())));
    mutants.add(
        granting(
            "delegations never end",
            all ->
                all.stream()
                    .map(it -> new Delegation(it.from(), it.to(), EVER, it.operations()))
                    .toList()));
    mutants.add(
        granting(
            "delegations for oneself",
            all -> {
              var more = new ArrayList<>(all);
              Cast.ALL.forEach(
                  it -> more.add(new Delegation(new PersonId("alice"), it, EVER, Set.of())));
              return more;
            }));
    for (var type : List.of(Expire.class, Escalate.class, ExpireStep.class, ReleaseHold.class)) {
      mutants.add(hasty("too early: " + type.getSimpleName(), type::isInstance));
    }
    mutants.add(seeing("open steps forget who voted", Mutants::withoutVotes));
    mutants.add(
        rules(
            "a quarantined event opens without a release",
            (command, state, context) ->
                state instanceof Quarantined q && command instanceof Decide
                    ? RequestDecider.decide(new Expire(1, Instant.EPOCH), q, later(context))
                    : RequestDecider.decide(command, state, context)));
    mutants.add(rules("policy version follows the latest", Mutants::unpinned));
    return mutants;
  }

  static Mutant seeing(String name, UnaryOperator<RequestState> sight) {
    return rules(
        name,
        (command, state, context) -> RequestDecider.decide(command, sight.apply(state), context));
  }

  static Mutant commanding(String name, Rewriting rewriting) {
    return rules(
        name,
        (command, state, context) ->
            RequestDecider.decide(rewriting.of(command, state), state, context));
  }

  private static Mutant peopling(String name, UnaryOperator<Person> change) {
    return rules(
        name,
        (command, state, context) -> {
          var people = new HashMap<PersonId, Person>();
          context
              .directory()
              .people()
              .forEach((id, person) -> people.put(id, change.apply(person)));
          var directory = new Directory(people, context.directory().delegations());
          return RequestDecider.decide(command, state, new Context(context.now(), directory));
        });
  }

  private static Mutant granting(String name, Function<List<Delegation>, List<Delegation>> change) {
    return rules(
        name,
        (command, state, context) -> {
          var directory = context.directory();
          var more = new Directory(directory.people(), change.apply(directory.delegations()));
          return RequestDecider.decide(command, state, new Context(context.now(), more));
        });
  }

  private static Mutant hasty(String name, Predicate<RequestCommand> which) {
    return rules(
        name,
        (command, state, context) -> {
          if (!which.test(command)) {
            return RequestDecider.decide(command, state, context);
          }
          return switch (RequestDecider.decide(command, state, later(context))) {
            case Ruling.Accepted(var events) -> new Ruling.Accepted(events);
            case Ruling.Refused refused -> refused;
          };
        });
  }

  private static Context later(Context context) {
    return new Context(context.now().plus(Duration.ofDays(60)), context.directory());
  }

  /** A command as somebody would have liked it. */
  @FunctionalInterface
  interface Rewriting {
    RequestCommand of(RequestCommand command, RequestState state);
  }

  private static RequestState withoutMakers(RequestState state) {
    if (state instanceof Pending(var terms, var tracks)) {
      var blind =
          new Terms(
              terms.operation(), Set.of(), terms.pinned(), terms.expiresAt(), terms.settings());
      return new Pending(blind, tracks);
    }
    return state;
  }

  private static RequestState withoutVotes(RequestState state) {
    if (state instanceof Pending(var terms, var tracks)) {
      return new Pending(
          terms,
          tracks.changeAll(step -> {
            var next = step;
            for (var ballot : step.ballots()) {
              next = next.without(ballot.by());
            }
            return next;
          }));
    }
    return state;
  }

  private static RequestCommand fresh(RequestCommand command, RequestState state) {
    return command instanceof Decide decide && state instanceof Pending(var terms, _)
        ? new Decide(decide.by(), decide.vote(), decide.reason(), terms.pinned(), decide.aim())
        : command;
  }

  private static RequestCommand reasoned(RequestCommand command, RequestState state) {
    var words = new Reason("because I say so, at length");
    return command instanceof Decide d && d.reason().isBlank()
        ? new Decide(d.by(), d.vote(), words, d.seen(), d.aim())
        : command;
  }

  private static RequestCommand ownWitness(RequestCommand command, RequestState state) {
    return command instanceof OverrideCheckers it
        ? new OverrideCheckers(
            new Official(new PersonId("alice"), it.by().roles()),
            Optional.of(new PersonId("bob")),
            it.justification(),
            it.soFar())
        : command;
  }

  private static Ruling unpinned(RequestCommand command, RequestState state, Context context) {
    if (command instanceof Revise(var next) && state instanceof Pending(var terms, var tracks)) {
      var seen =
          new Seen(
              terms.pinned().payload(), terms.pinned().iteration(), next.pinned().policyVersion());
      var loose =
          new Terms(terms.operation(), terms.makers(), seen, terms.expiresAt(), terms.settings());
      return RequestDecider.decide(command, new Pending(loose, tracks), context);
    }
    return RequestDecider.decide(command, state, context);
  }

  private static Person with(
      Person p, boolean active, List<Window> leaves, Optional<PersonId> owner) {
    return new Person(p.id(), active, p.roles(), p.groups(), p.manager(), p.scope(), leaves, owner);
  }

  static Mutant replacing(String name, UnaryOperator<RequestEvent> change) {
    return answering(name, events -> events.stream().map(change).toList());
  }
}
