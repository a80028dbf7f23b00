package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.NOT_PERMITTED;
import static dev.countersign.request.core.Refusal.NO_APPLICABLE_STEP;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.VERSION_NOT_PINNED;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Opening.Required;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestEvent.Beginning;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tracks;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;

/** The next attempt of a request: everything is asked anew, and no vote of before counts (I-6). */
final class IterationRules {
  private IterationRules() {}

  /** T-05: the producer revised the subject while people were deciding. */
  static Ruling revise(Revise command, Pending state, Context context) {
    return revise(
        command.next(), state, Beginning.SOURCE_REVISED, state.terms().expiresAt(), context);
  }

  /** T-13: the changes are there. */
  static Ruling revise(Revise command, Changes state, Context context) {
    var pending = new Pending(state.terms(), state.tracks());
    return revise(
        command.next(), pending, Beginning.RESUBMITTED, expiryOf(state, context), context);
  }

  /** T-13: nothing changed, and the maker says why. */
  static Ruling resubmit(Resubmit command, Changes state, Context context) {
    if (!state.terms().makers().contains(command.by())) {
      return refuse(NOT_PERMITTED);
    }
    if (command.reason().isBlank()) {
      return refuse(REASON_REQUIRED);
    }
    var terms = state.terms().again().expiringAt(expiryOf(state, context));
    return begin(new Unfolding(state), Beginning.UNCHANGED, terms, state.tracks().fresh(), context);
  }

  /** I-9: the version stays what it was, unless the policy says that the latest one judges. */
  private static Ruling revise(
      Required next, Pending state, Beginning beginning, Instant expiresAt, Context context) {
    var pinned = state.terms().pinned();
    var isPinned = state.terms().settings().iterationPolicy() == IterationPolicy.PINNED;
    if (isPinned && next.pinned().policyVersion() != pinned.policyVersion()) {
      return refuse(VERSION_NOT_PINNED);
    }
    if (next.tracks().steps().stream().noneMatch(Step::isWaiting)) {
      return refuse(NO_APPLICABLE_STEP);
    }
    var seen =
        new Seen(next.pinned().payload(), pinned.iteration() + 1, next.pinned().policyVersion());
    // SD-11: who made an earlier revision has not become a stranger to it.
    var makers = new HashSet<>(state.terms().makers());
    makers.addAll(OpeningRules.makersOf(next.makers(), context));
    var terms = new Terms(next.operation(), makers, seen, expiresAt, next.settings());
    return begin(new Unfolding(state), beginning, terms, next.tracks().fresh(), context);
  }

  private static Ruling begin(
      Unfolding story, Beginning beginning, Terms terms, Tracks tracks, Context context) {
    story.then(new IterationStarted(beginning, Optional.empty(), terms, tracks, context.now()));
    Progress.begin(story, context);
    return story.accepted();
  }

  private static Instant expiryOf(Changes state, Context context) {
    return state.left().map(context.now()::plus).orElse(state.terms().expiresAt());
  }
}
