package dev.countersign.request.simulation;

import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Edit;
import dev.countersign.request.core.Manner;
import dev.countersign.request.core.Official;
import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.Revoker;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What somebody might try, sensible or not. */
final class Acts {
  private final SplittableRandom random;
  private final Instant now;

  Acts(SplittableRandom random, Instant now) {
    this.random = random;
    this.now = now;
  }

  RequestCommand vote(RequestState state, boolean stale) {
    var pinned = pinned(state);
    var seen =
        stale
            ? new Seen(new Digest("f".repeat(64)), pinned.iteration(), pinned.policyVersion())
            : pinned;
    if (stale && random.nextBoolean()) {
      seen = new Seen(pinned.payload(), Math.max(1, pinned.iteration() - 1), 99);
    }
    return new Decide(person(), anyVote(), reason(), seen, aim());
  }

  private Vote anyVote() {
    return switch (random.nextInt(14)) {
      case 0 -> Vote.REJECT;
      case 1 -> Vote.REQUEST_CHANGES;
      case 2 -> Vote.ABSTAIN;
      default -> Vote.APPROVE;
    };
  }

  private Aim aim() {
    return switch (random.nextInt(16)) {
      case 0 -> new Aim(Optional.of(1 + random.nextInt(3)), Optional.empty(), Optional.empty());
      case 1, 2 -> new Aim(Optional.empty(), Optional.of(1), Optional.empty());
      case 3 -> new Aim(Optional.empty(), Optional.empty(), Optional.of(edit()));
      default -> Aim.NONE;
    };
  }

  private Edit edit() {
    return random.nextBoolean()
        ? new Edit(Set.of("amount"), "{\"amount\":\"1\"}")
        : new Edit(Set.of("amount", "payee"), "{\"amount\":\"1\",\"payee\":\"me\"}");
  }

  /** What one person decides together of these, each vote on what its own request shows. */
  Map<String, Decide> together(Map<String, RequestState> states) {
    var by = person();
    var votes = new LinkedHashMap<String, Decide>();
    for (var state : states.entrySet()) {
      if (random.nextInt(8) > 0) {
        var seen = pinned(state.getValue());
        var vote = new Decide(by, anyVote(), reason(), seen, aim(), Manner.IN_BULK);
        votes.put(state.getKey(), vote);
      }
    }
    return votes;
  }

  private Reason reason() {
    return random.nextInt(8) == 0 ? new Reason(" \u200b") : new Reason("because");
  }

  private PersonId person() {
    return Cast.somebody(random);
  }

  RequestCommand official(RequestState state, int overrides) {
    if (state instanceof UnderReview && random.nextInt(4) > 0) {
      return new RequestCommand.Review(anyOfficial(), Finding.JUSTIFIED, reason());
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Cancel(canceller(), reason());
      case 1 -> new Resubmit(person(), reason());
      case 2 -> new Reassign(anyOfficial(), openStep(state), person(), person(), reason());
      case 3 ->
          new OverrideCheckers(
              anyOfficial(),
              random.nextInt(5) == 0 ? Optional.empty() : Optional.of(person()),
              reason(),
              new Overrides(overrides, random.nextInt(6) / 5));
      case 4 -> new RequestCommand.Review(anyOfficial(), Finding.JUSTIFIED, reason());
      case 5 -> new Revoke(new Revoker.Checker(person()), reason());
      case 6 -> new Release(anyOfficial(), reason());
      default -> new Resubmit(Cast.MAKER, reason());
    };
  }

  private Canceller canceller() {
    return random.nextInt(4) == 0
        ? new Canceller.Operator(person())
        : new Canceller.Maker(person());
  }

  private Official anyOfficial() {
    var roles = random.nextInt(5) == 0 ? Set.<PlatformRole>of() : Set.of(PlatformRole.values());
    return new Official(person(), roles);
  }

  RequestCommand timer(RequestState state, boolean early, boolean old) {
    var pinned = pinned(state);
    var iteration = old ? Math.max(1, pinned.iteration() - 1) : pinned.iteration();
    // A skewed timer believes that it is due; the clock of the ruling knows better.
    var dueAt = early ? now.minus(Duration.ofDays(1)) : now;
    return switch (state) {
      case Held _ -> new ReleaseHold(iteration, dueAt);
      case UnderReview _ -> new RemindReview(dueAt);
      case NotOpened _, Pending _, Changes _, Quarantined _, Closed _ ->
          stepTimer(state, iteration, dueAt);
    };
  }

  private RequestCommand stepTimer(RequestState state, int iteration, Instant dueAt) {
    var step = openStep(state);
    return switch (random.nextInt(5)) {
      case 0 -> new Expire(iteration, dueAt);
      case 1 -> new Escalate(iteration, step, 1 + random.nextInt(2), dueAt);
      case 2 -> new ExpireStep(iteration, step, dueAt);
      case 3 -> new Remind(iteration, step, Cause.TIMEOUT, dueAt);
      default -> new Remind(iteration, step, Cause.SLA, dueAt);
    };
  }

  /** What ends this state for certain, once enough time has gone. */
  RequestCommand ending(RequestState state) {
    return switch (state) {
      case Held held -> new ReleaseHold(1, held.effectiveAt());
      case Changes(_, _, var left) when left.isPresent() ->
          new Cancel(new Canceller.Operator(Cast.MAKER), new Reason("abandoned"));
      case NotOpened _, Pending _, Changes _, Quarantined _, Closed _ -> new Expire(1, now);
    };
  }

  private int openStep(RequestState state) {
    if (state instanceof Pending(_, var tracks)) {
      var open = tracks.open();
      return open.get(random.nextInt(open.size())).no();
    }
    return 1;
  }

  private static Seen pinned(RequestState state) {
    return switch (state) {
      case Pending(var terms, _) -> terms.pinned();
      case Changes(var terms, _, _) -> terms.pinned();
      case Held(var terms, _, _) -> terms.pinned();
      case NotOpened _, Quarantined _, Closed _ -> Seen.NOTHING;
    };
  }
}
