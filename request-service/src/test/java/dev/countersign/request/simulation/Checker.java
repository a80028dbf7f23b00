package dev.countersign.request.simulation;

import static dev.countersign.request.simulation.Violation.unless;

import dev.countersign.request.app.Statuses;
import dev.countersign.request.core.Answer;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.Edit;
import dev.countersign.request.core.Manner;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.OpeningEvent;
import dev.countersign.request.core.RequestEvent.OverrideReviewOverdue;
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
import dev.countersign.request.core.RequestEvent.ReviewEvent;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepAutoApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepEvent;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSkipped;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.Settings;
import dev.countersign.request.core.Settings.Bulk;
import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.Settings.SelfApproval;
import dev.countersign.request.core.Terms;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Tracks;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The invariants, told a second time: from the events and the state before them, without a call to
 * the rules.
 */
final class Checker {
  private final Map<String, Integer> longest = new HashMap<>();

  /** One accepted command: what it did, to what, at which moment. */
  record Deed(
      String request, RequestCommand command, Stored before, Stored after, Context context) {
    List<RequestEvent> events() {
      return after.history().subList(before.history().size(), after.history().size());
    }
  }

  void check(Deed deed, String partnerOfCommand) {
    unless(deed.before().partner().equals(partnerOfCommand), "I-10 a foreign partner's command");
    history(deed);
    time(deed);
    var state = deed.before().state();
    for (RequestEvent event : deed.events()) {
      unless(
          !(state instanceof Closed)
              || event instanceof ReviewEvent
              || event instanceof RequestAutoRejected,
          "I-1 T-25 something follows the end");
      event(deed, event, state);
      state = state.evolve(event);
    }
    unless(state.equals(deed.after().state()), "R4 the events lead elsewhere");
    settled(state);
    version(deed);
    promised(deed);
  }

  /** I-5: what was written stays, and nothing is written twice. */
  private void history(Deed deed) {
    var known = longest.getOrDefault(deed.request(), 0);
    unless(deed.before().history().size() == known, "I-5 the ledger lost or forked an entry");
    longest.put(deed.request(), deed.after().history().size());
    var ends =
        deed.after().history().stream()
            .map(Answer::to)
            .flatMap(Optional::stream)
            .filter(Answer::isFinal);
    unless(ends.count() <= 1, "I-1 a second final answer");
  }

  private static void time(Deed deed) {
    var byTime =
        switch (deed.command()) {
          case Expire _, Escalate _, Remind _, ExpireStep _, ReleaseHold _, RemindReview _ -> true;
          case Open _,
              Revise _,
              Decide _,
              Resubmit _,
              Cancel _,
              Reassign _,
              ReviewPools _,
              OverrideCheckers _,
              RequestCommand.Review _,
              Revoke _,
              Release _ ->
              false;
        };
    if (byTime) {
      unless(
          deed.events().stream()
              .noneMatch(it -> it instanceof StepApproved || it instanceof DecisionRecorded),
          "I-3 I-4 time approved a step");
      unless(
          !Statuses.of(deed.after().state()).equals("APPROVED")
              || deed.before().state() instanceof Held
              || deed.before().state() instanceof UnderReview,
          "I-3 time approved a request");
    }
  }

  private static void event(Deed deed, RequestEvent event, RequestState state) {
    var now = deed.context().now();
    switch (event) {
      case DecisionRecorded recorded -> vote(deed, recorded, (Pending) state);
      case StepApproved(var no, _, _) -> quorum((Pending) state, no);
      case StepRejected(var no, _, _) -> rejections((Pending) state, no, deed.command());
      case StepBlocked(var no, _, _, _) ->
          unless(((Pending) state).tracks().step(no).status() == StepStatus.ACTIVE, "T-19 twice");
      case StepUnblocked(var no, _, _) ->
          unless(((Pending) state).tracks().step(no).status() == StepStatus.BLOCKED, "T-19 never");
      case StepExpired(var no, _) -> {
        var step = ((Pending) state).tracks().step(no);
        var timeout = step.plan().clocks().timeout().orElseThrow();
        var due = step.clockFrom().orElseThrow().plus(timeout.length());
        unless(!now.isBefore(due), "T-18 too early");
      }
      case StepEscalated(var no, var rung, _, _) -> {
        var step = ((Pending) state).tracks().step(no);
        var after = step.plan().clocks().rung(rung).orElseThrow().after().length();
        unless(!now.isBefore(step.clockFrom().orElseThrow().plus(after)), "T-17 too early");
        unless(rung == step.activation().rung() + 1, "T-17 a rung twice or out of order");
      }
      case StepSlaBreached(var no, _) -> {
        var step = ((Pending) state).tracks().step(no);
        unless(step.activation().signals().isEmpty(), "T-16 twice");
      }
      case RequestApproved approved -> approved(approved, (Pending) state);
      case HoldReleased released -> released(released, (Held) state, now);
      case RequestExpired _ -> expired(state, now);
      case RequestOverridden overridden -> overridden(overridden, state, deed.command());
      case OverrideReviewed reviewed ->
          unless(!((Overridden) state).involved().contains(reviewed.by()), "T-24 involved");
      case SelfApprovalReviewed reviewed ->
          unless(!((SelfApproved) state).involved().contains(reviewed.by()), "C-09 involved");
      case RequestRevoked revoked -> unless(!revoked.reason().isBlank(), "T-23 no reason");
      case RequestCancelled cancelled -> unless(!cancelled.reason().isBlank(), "T-15 no reason");
      case RequestReleased released ->
          unless(!((Quarantined) state).makers().contains(released.by()), "T-04 a maker released");
      case AssignmentReassigned moved -> moved(moved, (Pending) state, deed.context());
      case IterationStarted started -> iteration(started, state);
      case ChangesRequested asked -> edited(deed, asked);
      case ApprovalNotRequired _,
          RequestCreated _,
          RequestQuarantined _,
          StepStarted _,
          StepSkipped _,
          StepAutoApproved _,
          SelfApprovalUsed _,
          StepReminded _,
          HoldStarted _,
          RequestRejected _,
          RequestAutoRejected _,
          OverrideReviewOverdue _,
          SelfApprovalReviewOverdue _ -> {}
    }
  }

  private static void released(HoldReleased released, Held state, Instant now) {
    unless(!now.isBefore(state.effectiveAt()), "T-22 a hold ended early");
    reviewed(released.reviewBy(), state.terms(), state.tracks());
  }

  /** C-09: what a maker approved owes a review from when it takes effect. */
  private static void reviewed(Optional<Instant> reviewBy, Terms terms, Tracks tracks) {
    var self = tracks.approvers().stream().anyMatch(terms.makers()::contains);
    unless(reviewBy.isPresent() || !self, "C-09 a self-approval that nobody reviews");
  }

  private static void vote(Deed deed, DecisionRecorded recorded, Pending state) {
    var terms = state.terms();
    var by = recorded.ballot().by();
    var self = terms.makers().contains(by);
    unless(!self || terms.settings().selfApproval() == SelfApproval.ALLOWED, "I-2 a maker decided");
    unless(
        !self || deed.events().stream().anyMatch(SelfApprovalUsed.class::isInstance),
        "I-2 C-09 self approval without a flag");
    var now = deed.context().now();
    var person = deed.context().directory().find(by);
    unless(person.isPresent() && person.get().isAvailable(now), "F-135 an unavailable person");
    principal(recorded, terms, deed.context());
    var step = state.tracks().step(recorded.step());
    unless(step.isOpen(), "SD-25 a vote on a closed step");
    if (terms.settings().sameApprover() == SameApprover.DISTINCT) {
      unless(!state.tracks().hasVoteFor(by), "I-6 SD-09 a second vote");
    }
    unless(!step.hasVoteFor(by), "I-6 a second vote in a step");
    unless(!step.isReassignedFrom(by), "T-20 a place that was handed on");
    if (deed.command() instanceof Decide decide) {
      unless(decide.seen().equals(terms.pinned()), "G-FRESH a stale decision");
      unless(
          step.plan().reasons().isMetBy(recorded.ballot().vote(), decide.reason()),
          "G-REASON no reason");
      together(decide, recorded, terms);
    }
  }

  /** A-31 and C-11: what is decided together, and what is changed while it is decided. */
  private static void together(Decide decide, DecisionRecorded recorded, Terms terms) {
    unless(recorded.manner() == decide.manner(), "A-31 not told how it was decided");
    unless(
        decide.manner() == Manner.ALONE || terms.settings().bulk() == Bulk.ALLOWED,
        "A-31 decided together against the policy");
    decide
        .aim()
        .edit()
        .ifPresent(edit -> {
          unless(isEditable(edit, terms), "C-11 a field that nobody may change");
          unless(recorded.ballot().vote() == Vote.REQUEST_CHANGES, "C-11 SD-10 an editor approved");
        });
  }

  private static boolean isEditable(Edit edit, Terms terms) {
    return switch (terms.settings().editing()) {
      case Settings.AnyField _ -> true;
      case Settings.ListedFields(var listed) -> listed.containsAll(edit.fields());
      case Settings.NoFields _ -> false;
    };
  }

  /** C-11: the proposal is on record, and who made it is a maker from then on. */
  private static void edited(Deed deed, ChangesRequested asked) {
    if (deed.command() instanceof Decide decide && decide.aim().edit().isPresent()) {
      unless(asked.edit().equals(decide.aim().edit()), "C-11 another edit than was asked");
      unless(
          termsOf(deed.after().state()).orElseThrow().makers().contains(decide.by()),
          "C-11 SD-10 an editor is no maker");
    }
  }

  private static void principal(DecisionRecorded recorded, Terms terms, Context context) {
    var role = context.directory();
    recorded
        .ballot()
        .onBehalfOf()
        .ifPresent(principal -> {
          unless(!terms.makers().contains(principal), "SD-02 on behalf of a maker");
          unless(!terms.makers().contains(recorded.ballot().by()), "SD-03 a maker as delegate");
          var granted =
              role.delegations().stream()
                  .filter(it -> it.covers(terms.operation(), context.now()))
                  .map(Delegation::from);
          unless(granted.anyMatch(principal::equals), "SD-21 no such delegation");
        });
  }

  /** I-6, counted anew: different people, of this iteration. */
  private static void quorum(Pending state, int no) {
    var step = state.tracks().step(no);
    var people = new HashSet<PersonId>();
    step.ballots().stream()
        .filter(it -> it.vote() == Vote.APPROVE)
        .forEach(it -> people.add(it.by()));
    unless(people.size() >= step.activation().needed(), "I-6 a quorum of too few");
    unless(step.activation().needed() >= leastOf(step), "C-14 a quorum was lowered");
  }

  private static int leastOf(Step step) {
    return step.plan().quorum().neededOf(0);
  }

  /** I-8. */
  private static void rejections(Pending state, int no, RequestCommand command) {
    var step = state.tracks().step(no);
    unless(command instanceof Decide decide && decide.vote() == Vote.REJECT, "I-8 nobody rejected");
    unless(step.plan().rejectionRule().isMetBy(step.tally()), "I-8 C-01 too few rejections");
  }

  private static void approved(RequestApproved event, Pending state) {
    if (!event.effectiveAt().isAfter(event.at())) {
      reviewed(event.reviewBy(), state.terms(), state.tracks());
    }
    unless(!state.tracks().approvers().isEmpty(), "I-4 T-10 nobody approved");
    var won =
        state.tracks().all().stream()
            .filter(
                track -> track.steps().stream().anyMatch(it -> it.status() != StepStatus.SKIPPED))
            .filter(track ->
                track.steps().stream()
                    .allMatch(it ->
                        Set.of(StepStatus.APPROVED, StepStatus.AUTO_APPROVED, StepStatus.SKIPPED)
                            .contains(it.status())))
            .count();
    var applicable =
        state.tracks().all().stream()
            .filter(
                track -> track.steps().stream().anyMatch(it -> it.status() != StepStatus.SKIPPED))
            .count();
    unless(won >= Math.min(applicable, state.tracks().required()), "F-091 too few tracks");
  }

  private static void expired(RequestState state, java.time.Instant now) {
    var expiresAt =
        switch (state) {
          case Pending(var terms, _) -> terms.expiresAt();
          case Changes(var terms, _, _) -> terms.expiresAt();
          case Quarantined quarantined -> quarantined.expiresAt();
          case NotOpened _, Held _, Closed _ -> java.time.Instant.MAX;
        };
    unless(!now.isBefore(expiresAt), "T-14 expired too early");
  }

  private static void overridden(
      RequestOverridden event, RequestState state, RequestCommand command) {
    unless(
        command instanceof OverrideCheckers asked
            && asked.by().person().equals(event.by())
            && asked.witness().equals(Optional.of(event.witness())),
        "SD-20 an override by others than those who asked");
    var makers =
        switch (state) {
          case Pending(var terms, _) -> terms.makers();
          case Quarantined quarantined -> quarantined.makers();
          case NotOpened _, Held _, Changes _, Closed _ -> Set.<PersonId>of();
        };
    unless(!event.by().equals(event.witness()), "SD-20 one's own witness");
    unless(!makers.contains(event.by()), "SD-20 a maker overrode");
    unless(!makers.contains(event.witness()), "SD-20 a maker as witness");
    unless(!event.justification().isBlank(), "SD-20 no justification");
  }

  private static void moved(AssignmentReassigned moved, Pending state, Context context) {
    unless(!state.terms().makers().contains(moved.to()), "SD-08 to a maker");
    unless(!state.terms().makers().contains(moved.by()), "SD-08 by a maker");
    unless(!moved.reason().isBlank(), "T-20 no reason");
    var to = context.directory().find(moved.to());
    unless(to.isPresent() && to.get().isAvailable(context.now()), "T-20 out of the pool");
  }

  private static void iteration(IterationStarted started, RequestState state) {
    var terms = state instanceof Pending(var it, _) ? it : ((Changes) state).terms();
    unless(started.terms().makers().containsAll(terms.makers()), "SD-11 a maker got lost");
    unless(
        started.terms().pinned().iteration() == terms.pinned().iteration() + 1,
        "T-13 an iteration was skipped");
    if (started.from().isEmpty()) {
      unless(started.tracks().approvers().isEmpty(), "I-6 SD-14 votes survived a revision");
    }
  }

  /** Liveness within a ruling: what the votes decide is said at once. */
  private static void settled(RequestState state) {
    if (state instanceof Pending(_, var tracks)) {
      for (Step step : tracks.open()) {
        unless(!step.isQuorumMet(), "T-07 the quorum is met and the step is open");
        unless(!step.isRejectionRuleMet(), "T-11 the rejection rule is met and the step is open");
      }
      unless(!tracks.isWon(), "T-10 everything is approved and the request is open");
      unless(!tracks.isLost(), "T-11 too few tracks are left and the request is open");
      unless(!tracks.open().isEmpty(), "T-07 nobody is asked");
    }
  }

  /** I-9. */
  private static void version(Deed deed) {
    termsOf(deed.before().state())
        .flatMap(before -> termsOf(deed.after().state()).map(after -> List.of(before, after)))
        .ifPresent(pair -> {
          var before = pair.getFirst();
          var after = pair.getLast();
          var same = before.pinned().policyVersion() == after.pinned().policyVersion();
          unless(
              same || before.settings().iterationPolicy() == IterationPolicy.LATEST,
              "I-9 the policy version changed");
        });
  }

  /** What each accepted command has to bring about, whatever else it does. */
  private static void promised(Deed deed) {
    Class<? extends RequestEvent> must =
        switch (deed.command()) {
          case Open _ -> OpeningEvent.class;
          case Revise _, Resubmit _ -> IterationStarted.class;
          case Decide _ -> DecisionRecorded.class;
          case Cancel _ -> RequestCancelled.class;
          case Reassign _ -> AssignmentReassigned.class;
          case ReviewPools _ -> StepEvent.class;
          case OverrideCheckers _ -> RequestOverridden.class;
          case RequestCommand.Review _ -> ReviewEvent.class;
          case Revoke _ -> RequestRevoked.class;
          case Release _ -> RequestReleased.class;
          case Expire _ -> RequestAutoRejected.class;
          case Escalate _ -> StepEscalated.class;
          case Remind _ -> StepReminded.class;
          case ExpireStep _ -> StepExpired.class;
          case ReleaseHold _ -> HoldReleased.class;
          case RemindReview _ -> ReviewEvent.class;
        };
    unless(deed.events().stream().anyMatch(must::isInstance), "T-* nothing came of " + must);
    if (deed.command() instanceof Remind remind && remind.cause() == Cause.SLA) {
      unless(deed.events().stream().anyMatch(StepSlaBreached.class::isInstance), "T-16 no flag");
    }
    if (deed.after().state() instanceof Held && !(deed.before().state() instanceof Held)) {
      unless(deed.events().stream().anyMatch(HoldStarted.class::isInstance), "T-10 no hold said");
    }
    if (deed.after().state() instanceof Expired) {
      unless(deed.events().stream().anyMatch(RequestExpired.class::isInstance), "T-14 not said");
    }
    if (deed.command() instanceof Decide decide
        && (decide.vote() == Vote.REQUEST_CHANGES || decide.aim().edit().isPresent())) {
      unless(deed.events().stream().anyMatch(ChangesRequested.class::isInstance), "T-12 not said");
    }
  }

  private static Optional<Terms> termsOf(RequestState state) {
    return switch (state) {
      case Pending(var terms, _) -> Optional.of(terms);
      case Changes(var terms, _, _) -> Optional.of(terms);
      case Held(var terms, _, _) -> Optional.of(terms);
      case NotOpened _, Quarantined _, Closed _ -> Optional.empty();
    };
  }
}
