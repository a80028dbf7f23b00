package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.ALICE;
import static dev.countersign.request.core.RequestFixtures.BECAUSE;
import static dev.countersign.request.core.RequestFixtures.BOB;
import static dev.countersign.request.core.RequestFixtures.CAROL;
import static dev.countersign.request.core.RequestFixtures.CONTROLLER;
import static dev.countersign.request.core.RequestFixtures.HELPER;
import static dev.countersign.request.core.RequestFixtures.LEFT;
import static dev.countersign.request.core.RequestFixtures.MAKER;
import static dev.countersign.request.core.RequestFixtures.NOW;
import static dev.countersign.request.core.RequestFixtures.PINNED;
import static dev.countersign.request.core.RequestFixtures.STRANGER;
import static dev.countersign.request.core.RequestFixtures.SUPERVISOR;
import static dev.countersign.request.core.RequestFixtures.TIMEOUT;
import static dev.countersign.request.core.RequestFixtures.TTL;
import static dev.countersign.request.core.RequestFixtures.after;
import static dev.countersign.request.core.RequestFixtures.approve;
import static dev.countersign.request.core.RequestFixtures.at;
import static dev.countersign.request.core.RequestFixtures.eventsOf;
import static dev.countersign.request.core.RequestFixtures.opening;
import static dev.countersign.request.core.RequestFixtures.pending;
import static dev.countersign.request.core.RequestFixtures.pendingWith;
import static dev.countersign.request.core.RequestFixtures.quarantined;
import static dev.countersign.request.core.RequestFixtures.reject;
import static dev.countersign.request.core.RequestFixtures.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Expired;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.step.Quorum.All;
import dev.countersign.request.core.step.Quorum.Any;
import dev.countersign.request.core.step.Quorum.Count;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import dev.countersign.request.core.step.StepStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDeciderTest {

  @Test
  @DisplayName("A-31: together with others only what the policy allows to be decided so")
  void bulkIsForbiddenWhereThePolicySaysSo() {
    var pending = pending(ARoute.of(step(SUPERVISOR, new Any())).eachByItself());
    var together = new Decide(ALICE, Vote.APPROVE, BECAUSE, PINNED, Aim.NONE, Manner.IN_BULK);

    assertThat(RequestDecider.decide(together, pending, at(NOW)))
        .isEqualTo(Ruling.refuse(Refusal.BULK_FORBIDDEN));
    assertThat(RequestDecider.decide(approve(ALICE), pending, at(NOW)))
        .isInstanceOf(Ruling.Accepted.class);
  }

  @Test
  @DisplayName("F-115 T-01 an event that needs nobody is answered and opens nothing")
  void eventThatNeedsNobodyIsAnswered() {
    var events = eventsOf(new NotOpened(), new Open(new Opening.NotRequired()), NOW);

    assertThat(events).containsExactly(new ApprovalNotRequired(NOW));
  }

  @Test
  @DisplayName(
      "F-003 F-055 F-061 F-108 F-109 F-115 F-116 C-09 T-02 a request starts its first step, makers left out of the pool")
  void requestStartsItsFirstStep() {
    var events = eventsOf(new NotOpened(), opening(ARoute.of(step(SUPERVISOR, new All()))), NOW);

    assertThat(events.getFirst()).isInstanceOf(RequestCreated.class);
    assertThat(events.getLast())
        .isEqualTo(
            new StepStarted(1, new Pool(2, Optional.empty(), List.of(ALICE, BOB)), List.of(), NOW));
  }

  @Test
  @DisplayName("F-211 T-03 an event nobody can evaluate is quarantined")
  void unevaluableEventIsQuarantined() {
    var opening = new Opening.Unevaluable(Set.of(MAKER), "NO_ACTIVE_POLICY", TTL, Optional.empty());

    assertThat(eventsOf(new NotOpened(), new Open(opening), NOW))
        .containsExactly(
            new RequestQuarantined(
                Set.of(MAKER), "NO_ACTIVE_POLICY", NOW.plus(TTL), Optional.empty(), NOW));
  }

  @Test
  @DisplayName("T-03 C-04 SD-24 a route without a waiting step is quarantined, never approved")
  void routeWithoutWaitingStepIsQuarantined() {
    var skipped = step(SUPERVISOR, new Any()).planned(PlannedState.SKIPPED);

    assertThat(eventsOf(new NotOpened(), opening(ARoute.of(skipped)), NOW).getFirst())
        .isInstanceOf(RequestQuarantined.class);
  }

  @Test
  @DisplayName(
      "F-004 F-090 T-06 a vote below the quorum is recorded and leaves the request pending")
  void voteBelowTheQuorumLeavesTheRequestPending() {
    var state = after(pending(new Count(2)), approve(ALICE), NOW);

    assertThat(state).isInstanceOf(Pending.class);
  }

  @Test
  @DisplayName(
      "F-078 F-116 F-117 T-07 a met quorum starts the next step; a skipped one in between stays so")
  void metQuorumStartsTheNextStep() {
    var state =
        pendingWith(
            step(SUPERVISOR, new Any()),
            step(SUPERVISOR, new Any()).planned(PlannedState.SKIPPED),
            step(CONTROLLER, new Any()));

    var next = (Pending) after(state, approve(ALICE), NOW);

    assertThat(next.tracks().steps())
        .extracting(step -> step.status())
        .containsExactly(StepStatus.APPROVED, StepStatus.SKIPPED, StepStatus.ACTIVE);
  }

  @Test
  @DisplayName("F-063 F-109 F-120 T-10 the last needed approval approves the request")
  void lastNeededApprovalApprovesTheRequest() {
    var state = after(pending(new Count(2)), approve(ALICE), NOW);

    var events = eventsOf(state, approve(BOB), NOW);

    assertThat(events.getLast()).isEqualTo(new RequestApproved(List.of(ALICE, BOB), NOW, NOW));
    assertThat(RequestFixtures.fold(state, events)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("C-14 COUNT is never lowered to a small pool, ALL is the pool without makers")
  void quorumIsFixedByThePlan() {
    assertThat(new Count(5).neededOf(2)).isEqualTo(5);
    assertThat(new All().neededOf(2)).isEqualTo(2);
    assertThat(new All().neededOf(0)).isEqualTo(1);
    assertThat(new Any().neededOf(9)).isEqualTo(1);
  }

  @Test
  @DisplayName("F-100 F-121 T-11 C-01 the first rejection rejects the request")
  void firstRejectionRejectsTheRequest() {
    var events = eventsOf(pending(new Count(2)), reject(ALICE), NOW);

    assertThat(events.getLast())
        .isEqualTo(new RequestRejected(1, Optional.of(ALICE), new Reason("no order"), NOW));
    assertThat(RequestFixtures.fold(pending(new Count(2)), events)).isInstanceOf(Rejected.class);
  }

  @Test
  @DisplayName("F-099 T-11 I-8 under UNREACHABLE a rejection counts once out of reach")
  void unreachableQuorumRejectsTheRequest() {
    var plan = step(SUPERVISOR, new Any()).endedBy(new RejectionRule.Unreachable());

    var state = after(pendingWith(plan), reject(ALICE), NOW);

    assertThat(state).isInstanceOf(Pending.class);
    assertThat(after(state, reject(BOB), NOW)).isInstanceOf(Rejected.class);
  }

  @Test
  @DisplayName("F-128 T-06 I-2 SD-01 SD-11 neither the maker nor a contributor may decide")
  void makerSetMayNotDecide() {
    assertRefused(pending(new Any()), approve(MAKER), Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(pending(new Any()), approve(HELPER), Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(quarantined(), approve(MAKER), Refusal.MAKER_MAY_NOT_DECIDE);
  }

  @Test
  @DisplayName("F-138 T-06 G-ACTOR who lacks the role, has left or is unknown is not eligible")
  void strangersAreNotEligible() {
    for (PersonId person : List.of(STRANGER, LEFT, CAROL, new PersonId("alice "))) {
      assertRefused(pending(new Any()), approve(person), Refusal.NOT_ELIGIBLE);
    }
  }

  @Test
  @DisplayName("F-134 T-06 I-6 SD-09 nobody decides twice, neither in a step nor in two steps")
  void nobodyDecidesTwice() {
    var state = pendingWith(step(SUPERVISOR, new Any()), step(SUPERVISOR, new Any()));

    var second = after(state, approve(ALICE), NOW);

    assertRefused(second, approve(ALICE), Refusal.ALREADY_DECIDED);
    assertThat(after(second, approve(BOB), NOW)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("F-200 T-06 G-FRESH SD-14 RP-03 a vote counts only for what was seen")
  void staleVoteIsRefused() {
    var other = new Digest("cd".repeat(32));
    for (Seen seen :
        List.of(
            new Seen(other, 1, 3),
            new Seen(PINNED.payload(), 2, 3),
            new Seen(PINNED.payload(), 1, 2))) {
      var decide = new Decide(ALICE, Vote.APPROVE, BECAUSE, seen);
      assertRefused(pending(new Any()), decide, Refusal.STALE_DECISION);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n", "\u00a0\u2003", "\u200b\u200d\ufeff", "\u2060\u00ad"})
  @DisplayName("F-130 T-06 G-REASON C-10 a reason of invisible characters is none")
  void invisibleReasonIsNone(String text) {
    var decide = new Decide(ALICE, Vote.APPROVE, new Reason(text), PINNED);

    assertRefused(pending(new Any()), decide, Refusal.REASON_REQUIRED);
  }

  @Test
  @DisplayName(
      "F-111 F-112 F-133 F-150 T-14 time expires a request only when the request's own deadline has passed")
  void requestExpiresAtItsOwnDeadline() {
    var early = new Expire(1, NOW);

    assertThat(RequestDecider.decide(early, pending(new Any()), at(NOW.plus(TTL).minusNanos(1))))
        .isEqualTo(Ruling.refuse(Refusal.NOT_DUE));
    assertThat(after(pending(new Any()), early, NOW.plus(TTL))).isInstanceOf(Expired.class);
  }

  @Test
  @DisplayName("T-14 a command that says it is early is not obeyed, however late it is here")
  void commandBeforeItsOwnTimeIsRefused() {
    var command = new Expire(1, NOW.plus(TTL).plusSeconds(10));

    assertThat(RequestDecider.decide(command, pending(new Any()), at(NOW.plus(TTL))))
        .isEqualTo(Ruling.refuse(Refusal.NOT_DUE));
  }

  @Test
  @DisplayName("T-14 a quarantined request expires, too")
  void quarantinedRequestExpires() {
    assertThat(eventsOf(quarantined(), new Expire(1, NOW.plus(TTL)), NOW.plus(TTL)).getFirst())
        .isEqualTo(new RequestExpired(NOW.plus(TTL), NOW.plus(TTL)));
  }

  @Test
  @DisplayName(
      "F-111 F-123 F-157 F-158 T-15 maker, operator and source event cancel; another person does not")
  void cancellationIsForMakerOperatorAndSource() {
    for (Canceller by :
        List.of(
            new Canceller.Maker(MAKER),
            new Canceller.Operator(STRANGER),
            new Canceller.SourceEvent("/billing", "e-2"),
            new Canceller.Successor("/billing", "e-2"))) {
      assertThat(eventsOf(pending(new Any()), new Cancel(by, BECAUSE), NOW))
          .containsExactly(new RequestCancelled(by, BECAUSE, NOW));
    }
    assertRefused(
        pending(new Any()),
        new Cancel(new Canceller.Maker(STRANGER), BECAUSE),
        Refusal.NOT_PERMITTED);
    assertRefused(
        pending(new Any()),
        new Cancel(new Canceller.Maker(MAKER), new Reason(" ")),
        Refusal.REASON_REQUIRED);
  }

  @Test
  @DisplayName("F-119 F-142 F-213 T-17 a rung adds the target role once and sets the clock anew")
  void rungIsClaimedOnce() {
    var due = NOW.plus(TIMEOUT);
    var escalate = new Escalate(1, 1, 1, due);

    var events = eventsOf(pending(new Any()), escalate, due);
    var escalated = RequestFixtures.fold(pending(new Any()), events);

    assertThat(events.getFirst()).isInstanceOf(StepEscalated.class);
    assertRefusedAt(escalated, escalate, due, Refusal.OUTDATED_COMMAND);
    assertThat(after(escalated, approve(CAROL), due)).isInstanceOf(Approved.class);
    assertThat(after(escalated, approve(ALICE), due)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("T-17 an escalation before the step's own deadline is not due")
  void earlyEscalationIsNotDue() {
    var escalate = new Escalate(1, 1, 1, NOW);

    assertRefused(pending(new Any()), escalate, Refusal.NOT_DUE);
  }

  @Test
  @DisplayName("T-25 an event after the end is a bug, never data")
  void nothingFollowsAnEnd() {
    for (RequestState closed : RequestFixtures.closedStates()) {
      assertThatThrownBy(() -> closed.evolve(new ApprovalNotRequired(NOW)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static void assertRefused(RequestState state, RequestCommand command, Refusal refusal) {
    assertRefusedAt(state, command, NOW, refusal);
  }

  private static void assertRefusedAt(
      RequestState state, RequestCommand command, java.time.Instant now, Refusal refusal) {
    assertThat(RequestDecider.decide(command, state, at(now))).isEqualTo(Ruling.refuse(refusal));
  }
}
