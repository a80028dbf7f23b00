package dev.countersign.request.race;

import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.ObeyTimer;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.app.TimerCommand;
import dev.countersign.request.app.TimerResult;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** The people and timers of one partner, who act when they are subscribed to. */
final class Field {
  static final String ROLE = "Supervisor";
  static final String TARGET = "Controller";

  private static final String NEXT_DIGEST = "c".repeat(64);
  private static final int LATEST_MILLIS = 40;

  /** The use cases that write to a request. */
  record Doors(RecordDecision votes, ActOnRequest acts, ObeyTimer timers, Desk desk) {}

  private final String partner;
  private final Doors doors;
  private final SplittableRandom random;

  Field(String partner, Doors doors, long seed) {
    this.partner = partner;
    this.doors = doors;
    this.random = new SplittableRandom(seed);
  }

  String partner() {
    return partner;
  }

  /** Everybody who acts in a race; one of them witnesses overrides. */
  void enter() {
    for (String person : new String[] {"s1", "s2", "s3"}) {
      doors.desk().person(partner, idOf(person), person, ROLE);
    }
    doors.desk().person(partner, idOf("t1"), "t1", TARGET);
    for (String person : new String[] {"operator", "admin", "witness", "maker"}) {
      doors.desk().person(partner, idOf(person), person);
    }
  }

  AnEvaluation anInvoice() {
    return AnEvaluation.of(partner, idOf("maker")).steps(ROLE);
  }

  /** So soon that either side may be first. */
  Duration soon() {
    return Duration.ofMillis(random.nextInt(1, LATEST_MILLIS));
  }

  Uni<DecisionResult> votes(UUID request, String person, Vote vote) {
    return vote(request, person, vote, UUID.randomUUID().toString());
  }

  Uni<DecisionResult> votesUnderKey(UUID request, String person) {
    return vote(request, person, Vote.APPROVE, "key of " + request);
  }

  private Uni<DecisionResult> vote(UUID request, String person, Vote vote, String key) {
    var command =
        new DecisionCommand(
            new RequestId(request),
            vote,
            new Reason("at the same moment"),
            Optional.of(new Seen(new Digest(AnEvaluation.DIGEST), 1, 3)),
            Optional.empty(),
            Optional.of(key),
            Aim.NONE);
    return Uni.createFrom().deferred(() -> doors.votes().handle(human(person), command));
  }

  Uni<ActResult> cancels(UUID request) {
    return act(request, human("operator", "operator"), new Act.Cancel(new Reason("not needed")));
  }

  Uni<ActResult> withdraws(UUID request) {
    return act(request, human("maker"), new Act.Cancel(new Reason("a mistake")));
  }

  Uni<ActResult> overrides(UUID request) {
    return act(
        request,
        human("admin", "partner_admin"),
        new Act.OverrideCheckers(new Reason("the customer waits at the gate")));
  }

  Uni<ActResult> revokes(UUID request) {
    return act(request, human("operator", "operator"), new Act.Revoke(new Reason("stop it")));
  }

  Uni<Void> revises(AnEvaluation about) {
    return Uni.createFrom()
        .deferred(() -> doors.desk().handing(about.revision(2).digest(NEXT_DIGEST)));
  }

  Uni<TimerResult> expires(UUID request) {
    return fires(request, new RequestCommand.Expire(1, Instant.EPOCH));
  }

  Uni<TimerResult> escalates(UUID request) {
    return fires(request, new RequestCommand.Escalate(1, 1, 1, Instant.EPOCH));
  }

  Uni<TimerResult> releases(UUID request) {
    return fires(request, new RequestCommand.ReleaseHold(1, Instant.EPOCH));
  }

  /** A timer that comes early comes again. */
  private Uni<TimerResult> fires(UUID request, RequestCommand command) {
    var timed = new TimerCommand(partner, new RequestId(request), command);
    return Uni.createFrom()
        .deferred(() -> doors.timers().handle(new Actor.Service("timer"), timed))
        .flatMap(result ->
            result.equals(new TimerResult.Refused(Refusal.NOT_DUE))
                ? fires(request, command)
                : Uni.createFrom().item(result));
  }

  private Uni<ActResult> act(UUID request, Actor.Human actor, Act act) {
    return Uni.createFrom().deferred(() -> doors.acts().handle(actor, new RequestId(request), act));
  }

  private Actor.Human human(String person, String... groups) {
    return new Actor.Human(partner, new PersonId(idOf(person)), Set.of(groups));
  }

  private String idOf(String person) {
    return person + "@" + partner;
  }
}
