package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_DECIDED;
import static dev.countersign.request.core.Refusal.EDIT_NOT_ALLOWED;
import static dev.countersign.request.core.Refusal.INVALID_TARGET;
import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOT_ELIGIBLE;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.STALE_DECISION;

import dev.countersign.request.core.Crediting.Placing;
import dev.countersign.request.core.Eligibility.Right;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestEvent.Beginning;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A vote on a pending request: who may, on what they saw, and what follows from the tally. */
final class DecisionRules {
  private DecisionRules() {}

  static Ruling decide(Decide command, Pending state, Context context) {
    var rights =
        new Eligibility(state, context)
            .rightsOf(command.by()).stream()
                .filter(right -> isAimedAt(command, right.step()))
                .toList();
    return refusalOf(command, state, rights, context)
        .map(Ruling::refuse)
        .orElseGet(() -> obey(command, state, rights, context));
  }

  private static boolean isAimedAt(Decide command, Step step) {
    return command.aim().step().map(no -> no == step.no()).orElse(true);
  }

  /** G-ACTOR, G-FRESH and G-REASON, in this order; an exclusion wins over an inclusion. */
  private static Optional<Refusal> refusalOf(
      Decide command, Pending state, List<Right> rights, Context context) {
    if (state.terms().excludes(command.by())) {
      return Optional.of(MAKER_MAY_NOT_DECIDE);
    }
    if (rights.isEmpty()) {
      var accounts = context.directory().withOtherAccounts(Set.of(command.by()));
      var decided = accounts.stream().anyMatch(state.tracks()::hasVoteFor);
      return Optional.of(decided ? ALREADY_DECIDED : NOT_ELIGIBLE);
    }
    if (!command.seen().equals(state.terms().pinned())) {
      return Optional.of(STALE_DECISION);
    }
    var reasonMissing =
        rights.stream()
            .map(right -> right.step().plan().reasons())
            .anyMatch(rule -> !rule.isMetBy(voteOf(command), command.reason()));
    return reasonMissing
        ? Optional.of(REASON_REQUIRED)
        : aimRefused(command, state, rights.getFirst().step());
  }

  private static Optional<Refusal> aimRefused(Decide command, Pending state, Step step) {
    var aim = command.aim();
    if (aim.backTo().isPresent()
        && (voteOf(command) != Vote.REQUEST_CHANGES
            || aim.edit().isPresent()
            || !isEarlierStep(aim.backTo().get(), step, state))) {
      return Optional.of(INVALID_TARGET);
    }
    var editing = state.terms().settings().editing();
    var isVoteForEdit = command.vote() == Vote.APPROVE || command.vote() == Vote.REQUEST_CHANGES;
    var refused =
        aim.edit().map(edit -> !isVoteForEdit || !editing.allows(edit.fields())).orElse(false);
    return refused ? Optional.of(EDIT_NOT_ALLOWED) : Optional.empty();
  }

  private static boolean isEarlierStep(int no, Step step, Pending state) {
    return state.tracks().trackOf(step.no()).steps().stream()
        .anyMatch(it -> it.no() == no && no < step.no() && it.status() == StepStatus.APPROVED);
  }

  /** C-11: an approval with an edit approves nothing, it asks for the change. */
  private static Vote voteOf(Decide command) {
    return command.aim().edit().isPresent() ? Vote.REQUEST_CHANGES : command.vote();
  }

  private static Ruling obey(Decide command, Pending state, List<Right> rights, Context context) {
    var vote = voteOf(command);
    var placing =
        vote == Vote.APPROVE
            ? Crediting.place(command.by(), rights, state, context)
            : new Placing(rights.getFirst(), Map.of());
    var story = new Unfolding(state);
    var recorded = recorded(command, state, rights, placing, context);
    story.then(recorded);
    if (state.terms().makers().contains(command.by())) {
      story.then(new SelfApprovalUsed(recorded.step(), command.by(), context.now()));
    }
    switch (vote) {
      case APPROVE -> Progress.settle(story, context);
      case REJECT -> rejected(command, recorded.step(), story, context);
      case ABSTAIN -> Progress.reviewPools(story, context);
      case REQUEST_CHANGES -> changes(command, recorded.step(), story, context);
    }
    return story.accepted();
  }

  private static DecisionRecorded recorded(
      Decide command, Pending state, List<Right> rights, Placing placing, Context context) {
    var no = placing.right().step().no();
    var ballot =
        new Ballot(
            command.by(), placing.right().principal(), voteOf(command), Crediting.stepsOf(rights));
    var before = placing.right().step().tally();
    var draft =
        new DecisionRecorded(no, ballot, command.reason(), placing.moved(), before, context.now());
    var tally = Evolution.voted(state.tracks(), draft).step(no).tally();
    return new DecisionRecorded(
        no, ballot, command.reason(), placing.moved(), tally, context.now());
  }

  /** T-11: a rejected step ends its track; whether the request ends is for the tracks to say. */
  private static void rejected(Decide command, int no, Unfolding story, Context context) {
    var step = story.pending().tracks().step(no);
    if (step.isRejectionRuleMet()) {
      story.then(new StepRejected(no, step.tally(), context.now()));
      Progress.fail(story, no, Optional.of(command.by()), command.reason(), context);
    } else {
      Progress.reviewPools(story, context);
    }
  }

  /** T-12: back to the maker, or to an earlier step in a new iteration. */
  private static void changes(Decide command, int no, Unfolding story, Context context) {
    var aim = command.aim();
    story.then(
        new ChangesRequested(
            no, command.by(), aim.backTo(), aim.edit(), command.reason(), context.now()));
    if (aim.backTo().isPresent()) {
      var state = story.pending();
      story.then(
          new IterationStarted(
              Beginning.RETURNED,
              aim.backTo(),
              state.terms().again(),
              state.tracks().freshFrom(aim.backTo().get()),
              context.now()));
      Progress.begin(story, context);
    }
  }
}
