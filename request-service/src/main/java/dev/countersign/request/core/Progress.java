package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepAutoApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepSkipped;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What follows from a tally: steps start, are met or fail, and with them the request. */
final class Progress {
  private Progress() {}

  /** Every track that has nothing open goes to its next step. */
  static void begin(Unfolding story, Context context) {
    for (Track track : story.pending().tracks().all()) {
      var approved = lastApproved(track);
      var isDone = track.nextWaiting().isEmpty() && approved > 0;
      if (track.open().isEmpty() && !track.isLost() && !isDone) {
        advance(story, track, approved, context);
      }
    }
    settle(story, context);
  }

  /** T-07 and T-10: everything that the votes have met by now. */
  static void settle(Unfolding story, Context context) {
    var met = metStep(story);
    while (met.isPresent()) {
      var step = met.get();
      story.then(new StepApproved(step.no(), step.tally(), context.now()));
      advance(story, story.pending().tracks().trackOf(step.no()), step.no(), context);
      met = metStep(story);
    }
    if (story.pending().tracks().isWon()) {
      approve(story, context);
    }
  }

  /** T-11 and T-18: a step has failed; does the request? */
  static void fail(Unfolding story, int step, Optional<PersonId> by, Reason reason, Context now) {
    if (story.pending().tracks().isLost()) {
      story.then(new RequestRejected(step, by, reason, now.now()));
    } else {
      settle(story, now);
    }
  }

  /** T-19: says of every open step whether enough people are left, if that has changed. */
  static void reviewPools(Unfolding story, Context context) {
    var eligibility = new Eligibility(story.pending(), context);
    for (Step step : story.pending().tracks().open()) {
      var reachable = eligibility.isReachable(step);
      if (!reachable && !step.isBlocked()) {
        story.then(blocked(step, eligibility, context));
      } else if (reachable && step.isBlocked()) {
        var able = eligibility.ableIn(step);
        story.then(new StepUnblocked(step.no(), able, context.now()));
      }
    }
  }

  private static int lastApproved(Track track) {
    return track.steps().stream()
        .filter(step -> step.status() == StepStatus.APPROVED)
        .mapToInt(Step::no)
        .max()
        .orElse(0);
  }

  private static Optional<Step> metStep(Unfolding story) {
    return story.pending().tracks().open().stream().filter(Step::isQuorumMet).findFirst();
  }

  /**
   * T-08 and T-09: what the policy settled is said when its turn comes, and the next one starts.
   */
  private static void advance(Unfolding story, Track track, int after, Context context) {
    for (Step step : track.steps()) {
      if (step.isWaiting()) {
        start(story, step, context);
        return;
      }
      if (step.no() > after) {
        sayOf(story, step, context);
      }
    }
  }

  private static void sayOf(Unfolding story, Step step, Context context) {
    switch (step.status()) {
      case SKIPPED -> story.then(new StepSkipped(step.no(), context.now()));
      case AUTO_APPROVED -> story.then(new StepAutoApproved(step.no(), context.now()));
      case WAITING, ACTIVE, BLOCKED, APPROVED, REJECTED, EXPIRED, CHANGES_REQUESTED, CANCELLED -> {}
    }
  }

  private static void start(Unfolding story, Step step, Context context) {
    var pool = new Eligibility(story.pending(), context).pool(step);
    var credited = creditedFor(step, story.pending(), context);
    story.then(new StepStarted(step.no(), pool, credited, context.now()));
    var eligibility = new Eligibility(story.pending(), context);
    var started = story.pending().tracks().step(step.no());
    if (!eligibility.isReachable(started)) {
      story.then(blocked(started, eligibility, context));
    }
  }

  /** under COUNT_ONCE the step directly before lends the votes of those asked here again. */
  private static List<Ballot> creditedFor(Step step, Pending state, Context context) {
    if (state.terms().settings().sameApprover() != SameApprover.COUNT_ONCE) {
      return List.of();
    }
    var eligibility = new Eligibility(state, context);
    return state
        .tracks()
        .trackOf(step.no())
        .decidedBefore(step.no())
        .map(before ->
            before.ballots().stream()
                .filter(it -> it.vote() == Vote.APPROVE && it.onBehalfOf().isEmpty())
                .filter(it -> eligibility.mayDecide(step, it.by()))
                .toList())
        .orElse(List.of());
  }

  private static StepBlocked blocked(Step step, Eligibility eligibility, Context context) {
    var able = eligibility.ableIn(step);
    var missing = step.activation().needed() - step.tally().approved() - able;
    return new StepBlocked(step.no(), able, missing, context.now());
  }

  private static void approve(Unfolding story, Context context) {
    var state = story.pending();
    var hold = state.terms().settings().hold();
    var effectiveAt = hold.map(context.now()::plus).orElse(context.now());
    var reviewBy =
        hold.isPresent()
            ? Optional.<Instant>empty()
            : ReviewRules.owedBy(state.terms(), state.tracks(), context.now());
    story.then(
        new RequestApproved(state.tracks().approvers(), effectiveAt, reviewBy, context.now()));
    if (hold.isPresent()) {
      story.then(new HoldStarted(effectiveAt, context.now()));
    }
  }
}
