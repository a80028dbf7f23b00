package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.*;
import static dev.countersign.request.core.TransitionTableTest.official;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Cancelled;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.NotRequired;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Review;
import dev.countersign.request.core.RequestState.Revoked;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.Settings.CancelRight;
import dev.countersign.request.core.Settings.IterationPolicy;
import dev.countersign.request.core.Settings.TtlInChanges;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Span;
import dev.countersign.request.core.step.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens to a request besides the plain vote: iterations, holds, overrides, clocks. */
class LifecycleTest {
  private static final AStep BY_SUPERVISOR = step(SUPERVISOR, new Quorum.Any());
  private static final AStep BY_CONTROLLER = step(CONTROLLER, new Quorum.Any());
  private static final Official ADMIN = official(CAROL, PlatformRole.PARTNER_ADMIN);

  @Test
  @DisplayName("F-090 T-12 A-38 only who may decide asks for changes, and says which")
  void changesAreAskedByDecidersWithAReason() {
    var state = pending(new Quorum.Any());

    assertRefused(state, vote(STRANGER, Vote.REQUEST_CHANGES), Refusal.NOT_ELIGIBLE);
    var silent = new Decide(ALICE, Vote.REQUEST_CHANGES, Reason.NONE, PINNED);
    assertRefused(state, silent, Refusal.REASON_REQUIRED);
    assertThat(changesRequested()).isInstanceOf(Changes.class);
  }

  @Test
  @DisplayName(
      "T-12 A-32 back to an approved step: it is asked again, by anybody but who voted later")
  void changesGoBackToAStep() {
    var state = after(pendingWith(BY_SUPERVISOR, BY_CONTROLLER), approve(ALICE), NOW);
    var back = new Aim(Optional.empty(), Optional.of(1), Optional.empty());

    var next = (Pending) after(state, vote(CAROL, Vote.REQUEST_CHANGES, back), NOW);

    assertThat(next.terms().pinned().iteration()).isEqualTo(2);
    assertThat(next.tracks().steps())
        .extracting(it -> it.status())
        .containsExactly(StepStatus.ACTIVE, StepStatus.WAITING);
    assertThat(after(next, current(ALICE, Vote.APPROVE, next), NOW)).isInstanceOf(Pending.class);
    var nowhere = new Aim(Optional.empty(), Optional.of(2), Optional.empty());
    assertRefused(state, vote(CAROL, Vote.REQUEST_CHANGES, nowhere), Refusal.INVALID_TARGET);
  }

  @Test
  @DisplayName("F-155 F-220 T-13 I-6 SD-14 the next iteration counts none of the votes before it")
  void votesBeforeTheIterationAreVoid() {
    var voted = after(pending(new Quorum.Count(2)), approve(ALICE), NOW);
    var changes = after(voted, vote(BOB, Vote.REQUEST_CHANGES), NOW);

    var again = (Pending) after(changes, new Resubmit(MAKER, BECAUSE), NOW);

    assertThat(again.tracks().approvers()).isEmpty();
    assertRefused(again, approve(ALICE), Refusal.STALE_DECISION);
    assertThat(after(again, current(ALICE, Vote.APPROVE, again), NOW)).isInstanceOf(Pending.class);
  }

  @Test
  @DisplayName("T-13 only the maker set resubmits, and not without a reason")
  void makerResubmits() {
    assertRefused(changesRequested(), new Resubmit(ALICE, BECAUSE), Refusal.NOT_PERMITTED);
    assertRefused(changesRequested(), new Resubmit(MAKER, Reason.NONE), Refusal.REASON_REQUIRED);
  }

  @Test
  @DisplayName(
      "F-212 T-05 T-13 I-9 the pinned version judges a revision, the latest one where it may")
  void revisionIsJudgedByThePinnedVersion() {
    var next = revision(4);

    assertRefused(pending(new Quorum.Any()), next, Refusal.VERSION_NOT_PINNED);
    var latest =
        pending(ARoute.of(BY_SUPERVISOR).iterating(IterationPolicy.LATEST, TtlInChanges.RUNS));
    var begun = (Pending) after(latest, next, NOW);
    assertThat(begun.terms().pinned().policyVersion()).isEqualTo(4);
  }

  @Test
  @DisplayName("T-05 SD-11 the makers of every revision stay makers")
  void makersAddUp() {
    var by =
        new Opening.Required(
            OPERATION,
            Set.of(ALICE),
            PINNED,
            ARoute.of(BY_SUPERVISOR).tracks(),
            Settings.strict(TTL));

    var state = (Pending) after(pending(new Quorum.Any()), new Revise(by), NOW);

    assertThat(state.terms().makers()).contains(MAKER, HELPER, ALICE);
    assertRefused(state, current(ALICE, Vote.APPROVE, state), Refusal.MAKER_MAY_NOT_DECIDE);
  }

  @Test
  @DisplayName("T-14 C-08 a paused time to live stands still, and goes on where it stood")
  void pausedTimeStandsStill() {
    var route = ARoute.of(BY_SUPERVISOR).iterating(IterationPolicy.PINNED, TtlInChanges.PAUSES);
    var asked =
        after(pending(route), vote(ALICE, Vote.REQUEST_CHANGES), NOW.plus(Duration.ofDays(1)));
    var late = NOW.plus(TTL).plus(TTL);

    assertRefusedAt(asked, new Expire(1, NOW.plus(TTL)), late, Refusal.NOT_DUE);
    var again = (Pending) after(asked, new Resubmit(MAKER, BECAUSE), late);
    assertThat(again.terms().expiresAt()).isEqualTo(late.plus(TTL).minus(Duration.ofDays(1)));
  }

  @Test
  @DisplayName("C-11 F-012 F-156 F-224 SD-10 who edits is a maker, and approves nothing by it")
  void editorBecomesAMaker() {
    var edit = new Edit(Set.of("amount"), "{\"amount\":\"9\"}");
    var aim = new Aim(Optional.empty(), Optional.empty(), Optional.of(edit));
    var listed = new Settings.ListedFields(Set.of("amount"));
    var state = pending(ARoute.of(BY_SUPERVISOR).editing(listed));

    var events = eventsOf(state, vote(ALICE, Vote.APPROVE, aim), NOW);

    assertThat(events.getLast()).isInstanceOf(ChangesRequested.class);
    var edited = (Changes) fold(state, events);
    assertThat(edited.terms().makers()).contains(ALICE);
    var revised = (Pending) after(edited, revision(3), NOW);
    assertRefused(revised, current(ALICE, Vote.APPROVE, revised), Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(
        pending(new Quorum.Any()), vote(ALICE, Vote.APPROVE, aim), Refusal.EDIT_NOT_ALLOWED);
    var other =
        new Aim(Optional.empty(), Optional.empty(), Optional.of(new Edit(Set.of("payee"), "{}")));
    assertRefused(state, vote(ALICE, Vote.APPROVE, other), Refusal.EDIT_NOT_ALLOWED);
  }

  @Test
  @DisplayName("C-10 a reason has the length the policy asks for")
  void reasonHasALength() {
    var state = pending(ARoute.of(BY_SUPERVISOR.reasons(new ReasonRule(true, true, 20))));

    assertRefused(state, approve(ALICE), Refusal.REASON_REQUIRED);
    var long_ = new Decide(ALICE, Vote.APPROVE, new Reason("x".repeat(20)), PINNED);
    assertThat(after(state, long_, NOW)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("T-22 F-163 I-3 a hold ends at its time and not before, whatever the timer says")
  void holdEndsAtItsTime() {
    var due = NOW.plus(Duration.ofMinutes(30));

    assertRefusedAt(held(), new ReleaseHold(1, NOW), due.minusNanos(1), Refusal.NOT_DUE);
    assertThat(after(held(), new ReleaseHold(1, NOW), due)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName(
      "T-23 a checker or an operator revokes with a reason, a maker or a stranger does not")
  void heldRequestIsRevoked() {
    assertRefused(held(), new Revoke(new Revoker.Checker(STRANGER), BECAUSE), Refusal.NOT_ELIGIBLE);
    assertRefused(
        held(), new Revoke(new Revoker.Checker(MAKER), BECAUSE), Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(
        held(), new Revoke(new Revoker.Operator(CAROL), Reason.NONE), Refusal.REASON_REQUIRED);
    for (Revoker by :
        List.of(
            new Revoker.Checker(BOB),
            new Revoker.Operator(STRANGER),
            new Revoker.Successor("/billing", "e-2"))) {
      assertThat(after(held(), new Revoke(by, BECAUSE), NOW)).isInstanceOf(Revoked.class);
    }
  }

  @Test
  @DisplayName("T-15 C-16 the policy names who cancels")
  void policyNamesWhoCancels() {
    var state = pending(ARoute.of(BY_SUPERVISOR).cancelledBy(Set.of(CancelRight.OPERATOR)));

    assertRefused(state, new Cancel(new Canceller.Maker(MAKER), BECAUSE), Refusal.NOT_PERMITTED);
    assertRefused(
        state, new Cancel(new Canceller.SourceEvent("/b", "e"), BECAUSE), Refusal.NOT_PERMITTED);
    assertThat(after(state, new Cancel(new Canceller.Operator(CAROL), BECAUSE), NOW))
        .isInstanceOf(Cancelled.class);
  }

  @Test
  @DisplayName("T-21 C-23 F-159 F-160 SD-20 an override needs the role, a witness and a reason")
  void overrideIsGuarded() {
    var state = pending(ARoute.of(BY_SUPERVISOR).overridable(2));

    assertRefused(
        pending(new Quorum.Any()), override(ADMIN, DAVE, 0, 0), Refusal.OVERRIDE_NOT_ALLOWED);
    assertRefused(state, override(official(CAROL), DAVE, 0, 0), Refusal.NOT_PERMITTED);
    var maker = official(MAKER, PlatformRole.PARTNER_ADMIN);
    assertRefused(state, override(maker, DAVE, 0, 0), Refusal.MAKER_MAY_NOT_DECIDE);
    for (PersonId witness : List.of(CAROL, MAKER, LEFT, new PersonId("nobody"))) {
      assertRefused(state, override(ADMIN, witness, 0, 0), Refusal.WITNESS_NOT_INDEPENDENT);
    }
    var alone = new OverrideCheckers(ADMIN, Optional.empty(), BECAUSE, new Overrides(0, 0));
    assertRefused(state, alone, Refusal.WITNESS_REQUIRED);
    var silent = new OverrideCheckers(ADMIN, Optional.of(DAVE), Reason.NONE, new Overrides(0, 0));
    assertRefused(state, silent, Refusal.REASON_REQUIRED);
    assertThat(after(state, override(ADMIN, DAVE, 1, 0), NOW)).isInstanceOf(Overridden.class);
  }

  @Test
  @DisplayName("T-21 F-162 neither above the quota nor while reviews are overdue")
  void overridesAreCounted() {
    var state = pending(ARoute.of(BY_SUPERVISOR).overridable(2));

    assertRefused(state, override(ADMIN, DAVE, 2, 0), Refusal.OVERRIDE_QUOTA_EXHAUSTED);
    assertRefused(state, override(ADMIN, DAVE, 0, 1), Refusal.OVERRIDE_REVIEWS_OVERDUE);
  }

  @Test
  @DisplayName("T-24 F-161 the review is a controller's who was not involved, once")
  void overrideIsReviewedOnce() {
    var review =
        new RequestCommand.Review(
            official(CAROL, PlatformRole.CONTROLLER), Finding.JUSTIFIED, BECAUSE);

    var reviewed = after(overridden(), review, NOW);

    assertRefused(reviewed, review, Refusal.REVIEW_CLOSED);
    assertRefused(
        overridden(),
        new RequestCommand.Review(official(CAROL), Finding.JUSTIFIED, BECAUSE),
        Refusal.NOT_PERMITTED);
    for (PersonId involved : List.of(MAKER, ALICE, BOB)) {
      assertRefused(
          overridden(),
          new RequestCommand.Review(
              official(involved, PlatformRole.CONTROLLER), Finding.JUSTIFIED, BECAUSE),
          Refusal.REVIEWER_INVOLVED);
    }
    assertRefused(overridden(), new RemindReview(NOW), Refusal.NOT_DUE);
  }

  @Test
  @DisplayName(
      "C-09 what a maker approved is reviewed by a controller who neither made nor decided")
  void selfApprovalIsReviewedOnce() {
    var two = ARoute.of(step(SUPERVISOR, new Quorum.Count(2))).selfApproval();
    var approved = after(after(pending(two), approve(ALICE), NOW), approve(MAKER), NOW);

    assertThat(approved)
        .isEqualTo(
            new SelfApproved(
                ((SelfApproved) approved).tracks(),
                Set.of(MAKER, HELPER, ALICE),
                NOW.plus(Duration.ofDays(7)),
                Review.OWED));
    for (PersonId involved : List.of(MAKER, HELPER, ALICE)) {
      assertRefused(approved, reviewBy(involved), Refusal.REVIEWER_INVOLVED);
    }
    var weekLater = NOW.plus(Duration.ofDays(7));
    assertRefused(approved, new RemindReview(weekLater), Refusal.NOT_DUE);
    var overdue = after(approved, new RemindReview(weekLater), weekLater);
    assertRefusedAt(overdue, new RemindReview(weekLater), weekLater, Refusal.REQUEST_CLOSED);
    assertRefused(after(overdue, reviewBy(CAROL), NOW), reviewBy(CAROL), Refusal.REVIEW_CLOSED);
  }

  @Test
  @DisplayName("C-09 T-22 with a hold the review is owed from when the approval takes effect")
  void heldSelfApprovalIsReviewedWhenItTakesEffect() {
    var route = ARoute.of(BY_SUPERVISOR).selfApproval().held(Duration.ofMinutes(30));
    var held = after(pending(route), approve(MAKER), NOW);
    var later = NOW.plus(Duration.ofMinutes(30));

    assertRefused(held, reviewBy(CAROL), Refusal.NOT_OVERRIDDEN);
    assertThat(after(held, new ReleaseHold(1, later), later))
        .isInstanceOfSatisfying(
            SelfApproved.class,
            it -> assertThat(it.reviewBy()).isEqualTo(later.plus(Duration.ofDays(7))));
  }

  @Test
  @DisplayName("C-09 I-6 who decided in an earlier iteration reviews nothing of a self-approval")
  void decidersOfEveryIterationAreInvolved() {
    var first = pending(ARoute.of(BY_SUPERVISOR).selfApproval());
    var second = askedAgain(first, ALICE);
    var third = askedAgain(second, BOB);

    var approved = after(third, current(MAKER, Vote.APPROVE, third), NOW);

    for (PersonId involved : List.of(ALICE, BOB)) {
      assertRefused(approved, reviewBy(involved), Refusal.REVIEWER_INVOLVED);
    }
    assertThat(after(approved, reviewBy(CAROL), NOW)).isInstanceOf(SelfApproved.class);
  }

  private static RequestState askedAgain(RequestState state, PersonId by) {
    var asked = after(state, current(by, Vote.REQUEST_CHANGES, state), NOW);
    return after(asked, new Resubmit(MAKER, BECAUSE), NOW);
  }

  @Test
  @DisplayName("C-09 SD-05 T-22 a timer that knows no accounts still owes a second one's review")
  void heldApprovalByASecondAccountIsReviewed() {
    var route = ARoute.of(BY_SUPERVISOR).selfApproval().held(Duration.ofMinutes(30));
    var linked = new Directory(people(), List.of(), Map.of(ALICE, Set.of(MAKER)));
    var held = after(pending(route), approve(ALICE), new Context(NOW, linked));
    var later = NOW.plus(Duration.ofMinutes(30));

    var released = after(held, new ReleaseHold(1, later), new Context(later, Directory.EMPTY));

    assertThat(released).isInstanceOf(SelfApproved.class);
  }

  private static RequestCommand reviewBy(PersonId person) {
    return new RequestCommand.Review(
        official(person, PlatformRole.CONTROLLER), Finding.JUSTIFIED, BECAUSE);
  }

  @Test
  @DisplayName("T-04 an operator outside the maker set releases, once, with a reason")
  void quarantineIsReleasedByAnOperator() {
    var operator = official(CAROL, PlatformRole.OPERATOR);

    assertRefused(quarantined(), new Release(official(CAROL), BECAUSE), Refusal.NOT_PERMITTED);
    assertRefused(
        quarantined(),
        new Release(official(MAKER, PlatformRole.OPERATOR), BECAUSE),
        Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(quarantined(), new Release(operator, Reason.NONE), Refusal.REASON_REQUIRED);
    var released = after(quarantined(), new Release(operator, BECAUSE), NOW);
    assertRefused(released, new Release(operator, BECAUSE), Refusal.NOTHING_CHANGED);
    assertThat(after(released, new Open(new Opening.NotRequired()), NOW))
        .isInstanceOf(NotRequired.class);
  }

  @Test
  @DisplayName("F-187 T-16 F-149 the agreed time is breached once in a step's life")
  void slaIsBreachedOnce() {
    var timed = BY_SUPERVISOR.timeout(TIMEOUT, OnTimeout.REMIND);
    var four = NOW.plus(Duration.ofHours(4));
    var sla = new Remind(1, 1, Cause.SLA, four);

    assertRefusedAt(pendingWith(timed), sla, four.minusSeconds(1), Refusal.NOT_DUE);
    var breached = after(pendingWith(timed), sla, four);
    assertRefusedAt(breached, sla, four, Refusal.OUTDATED_COMMAND);
    assertThat(names(eventsOf(breached, new Remind(1, 1, Cause.TIMEOUT, NOW), NOW.plus(TIMEOUT))))
        .containsExactly("StepReminded");
  }

  @Test
  @DisplayName(
      "T-17 A-23 in a calendar a step promises no instant, and obeys the timer's word after the least time")
  void calendarsAreTheTimersBusiness() {
    var asked = List.of(Approver.role(CONTROLLER));
    var hours = new Span(Duration.ofHours(4), Span.Unit.BUSINESS_HOURS);
    var day = new Span(Duration.ofDays(1), Span.Unit.BUSINESS_DAYS);
    var first = new Rung(hours, asked, Rung.Mode.ADD, Rung.Clock.RESET);
    var second = new Rung(day, asked, Rung.Mode.ADD, Rung.Clock.RESET);
    var state = pendingWith(BY_SUPERVISOR.clocks(inOffice(first, second)));
    var four = NOW.plus(Duration.ofHours(4));

    assertThat(((Pending) state).tracks().step(1).activation().dueAt()).isEmpty();
    assertRefusedAt(state, new Escalate(1, 1, 1, NOW), four.minusSeconds(1), Refusal.NOT_DUE);
    assertRefusedAt(state, new Escalate(1, 1, 1, four.plusSeconds(9)), four, Refusal.NOT_DUE);
    var climbed = after(state, new Escalate(1, 1, 1, four), four);

    // A business day over a night in which the clock goes forward has 23 hours.
    var next = four.plus(Duration.ofHours(23));
    assertThat(names(eventsOf(climbed, new Escalate(1, 1, 2, next), next)))
        .contains("StepEscalated");
    assertThat(day).hasToString("P1D");
  }

  private static Clocks inOffice(Rung... ladder) {
    return new Clocks(
        Optional.empty(),
        Optional.empty(),
        OnTimeout.ESCALATE,
        List.of(ladder),
        Optional.of("office"));
  }

  @Test
  @DisplayName(
      "T-17 C-15 F-223 a replacing rung takes the step from those before, what is needed stays")
  void replacingRungMovesTheStep() {
    var rung =
        new Rung(
            Span.byClock(Duration.ofDays(1)),
            List.of(Approver.role(CONTROLLER)),
            Rung.Mode.REPLACE,
            Rung.Clock.KEPT);
    var due = NOW.plus(Duration.ofDays(1));
    var state = pendingWith(step(SUPERVISOR, new Quorum.Count(2)).ladder(rung));

    var climbed = (Pending) after(state, new Escalate(1, 1, 1, due), due);

    assertThat(climbed.tracks().step(1).activation().needed()).isEqualTo(2);
    assertRefusedAt(climbed, approve(ALICE), due, Refusal.NOT_ELIGIBLE);
    var one = after(climbed, approve(CAROL), due);
    assertThat(one).isInstanceOf(Pending.class);
    assertThat(after(one, approve(DAVE), due)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("T-17 C-15 rungs are climbed one by one, and a kept clock counts from the start")
  void rungsAreClimbedInOrder() {
    var asked = List.of(Approver.role(CONTROLLER));
    var first = new Rung(Span.byClock(Duration.ofHours(1)), asked, Rung.Mode.ADD, Rung.Clock.RESET);
    var second = new Rung(Span.byClock(Duration.ofHours(1)), asked, Rung.Mode.ADD, Rung.Clock.KEPT);
    var state = pendingWith(BY_SUPERVISOR.ladder(first, second));
    var one = NOW.plus(Duration.ofHours(1));

    assertRefusedAt(state, new Escalate(1, 1, 2, NOW), one, Refusal.OUTDATED_COMMAND);
    var climbed = after(state, new Escalate(1, 1, 1, one), one);
    assertRefusedAt(climbed, new Escalate(1, 1, 2, NOW), one, Refusal.NOT_DUE);
    var two = one.plus(Duration.ofHours(1));
    var top = after(climbed, new Escalate(1, 1, 2, two), two);
    assertRefusedAt(top, new Escalate(1, 1, 3, two), two, Refusal.NOTHING_TO_ESCALATE);
  }

  @Test
  @DisplayName("F-114 T-18 F-152 an expired step is like a rejected one, and names nobody")
  void expiredStepFails() {
    var timed = BY_SUPERVISOR.timeout(TIMEOUT, OnTimeout.EXPIRE_STEP);
    var due = NOW.plus(TIMEOUT);
    var expire = new ExpireStep(1, 1, due);

    assertRefusedAt(pendingWith(timed), expire, due.minusSeconds(1), Refusal.NOT_DUE);
    var events = eventsOf(pendingWith(timed), expire, due);
    assertThat(Answer.to(events.getLast())).contains(new Answer(Verdict.REJECTED, Basis.EXPIRY));
    var either = pending(ARoute.parallel(timed, BY_CONTROLLER).requires(1));
    assertThat(after(either, expire, due)).isInstanceOf(Pending.class);
  }

  @Test
  @DisplayName("T-17 T-18 a timer of an earlier iteration finds nothing")
  void timersOfAnEarlierIterationAreOutdated() {
    var again = after(changesRequested(), new Resubmit(MAKER, BECAUSE), NOW);
    var due = NOW.plus(TIMEOUT);

    assertRefusedAt(again, new Escalate(1, 1, 1, due), due, Refusal.OUTDATED_COMMAND);
    assertThat(eventsOf(again, new Escalate(2, 1, 1, due), due)).isNotEmpty();
  }

  @Test
  @DisplayName("C-08 a step without clocks is never escalated, reminded or expired")
  void stepWithoutClocksHasNone() {
    var state = pendingWith(BY_SUPERVISOR.clocks(Clocks.NONE));
    var late = NOW.plus(TTL);

    assertRefusedAt(state, new Escalate(1, 1, 1, NOW), late, Refusal.NOTHING_TO_ESCALATE);
    assertRefusedAt(state, new Remind(1, 1, Cause.SLA, NOW), late, Refusal.OUTDATED_COMMAND);
    assertRefusedAt(state, new ExpireStep(1, 1, NOW), late, Refusal.OUTDATED_COMMAND);
  }

  private static Revise revision(int version) {
    var other = new Seen(new Digest("cd".repeat(32)), 1, version);
    return new Revise(
        new Opening.Required(
            OPERATION,
            Set.of(MAKER),
            other,
            ARoute.of(BY_SUPERVISOR).tracks(),
            Settings.strict(TTL)));
  }

  private static OverrideCheckers override(Official by, PersonId witness, int used, int overdue) {
    return new OverrideCheckers(by, Optional.of(witness), BECAUSE, new Overrides(used, overdue));
  }

  private static void assertRefused(RequestState state, RequestCommand command, Refusal refusal) {
    assertRefusedAt(state, command, NOW, refusal);
  }

  private static void assertRefusedAt(
      RequestState state, RequestCommand command, Instant now, Refusal refusal) {
    assertThat(RequestDecider.decide(command, state, at(now))).isEqualTo(Ruling.refuse(refusal));
  }
}
