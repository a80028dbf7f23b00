package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Rejected;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Tally;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parallel tracks, quorums, rejections, and who counts where. */
class TracksTest {
  private static final AStep BY_SUPERVISOR = step(SUPERVISOR, new Quorum.Any());
  private static final AStep BY_CONTROLLER = step(CONTROLLER, new Quorum.Any());

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,2", "4,3", "5,3"})
  @DisplayName("F-101 C-14 a majority is more than half of the group")
  void majorityIsMoreThanHalf(int group, int needed) {
    assertThat(new Quorum.Majority().neededOf(group)).isEqualTo(needed);
  }

  @ParameterizedTest
  @CsvSource({"60,5,3", "60,1,1", "34,3,2", "1,3,1", "100,4,4", "33,0,1"})
  @DisplayName("F-101 C-14 SD-23 a percentage is rounded up and never less than one")
  void percentageIsRoundedUp(int percent, int group, int needed) {
    assertThat(new Quorum.Percent(percent).neededOf(group)).isEqualTo(needed);
  }

  @Test
  @DisplayName("C-14 T-19 A-01 COUNT above the pool blocks the step, it is never lowered")
  void countAboveThePoolBlocks() {
    var state = (Pending) pending(new Quorum.Count(3));

    assertThat(state.tracks().step(1).status()).isEqualTo(StepStatus.BLOCKED);
    assertThat(state.tracks().step(1).activation().needed()).isEqualTo(3);
  }

  @Test
  @DisplayName("F-202 F-136 A-03 a step that nobody can decide blocks at once")
  void stepWithoutAnybodyBlocks() {
    var nobody = new Context(NOW, Directory.EMPTY);

    var events = eventsOf(new NotOpened(), opening(ARoute.of(BY_SUPERVISOR)), nobody);

    assertThat(events.getLast()).isEqualTo(new StepBlocked(1, 0, 1, NOW));
  }

  @Test
  @DisplayName("C-12 F-089 T-02 every track starts its first step")
  void everyTrackStarts() {
    var events =
        eventsOf(new NotOpened(), opening(ARoute.parallel(BY_SUPERVISOR, BY_CONTROLLER)), NOW);

    assertThat(events.stream().filter(StepStarted.class::isInstance)).hasSize(2);
  }

  @Test
  @DisplayName("F-091 T-10 all tracks by default, so many of them where the route says so")
  void tracksRequiredDecide() {
    var all = pending(ARoute.parallel(BY_SUPERVISOR, BY_CONTROLLER));
    var oneOf = pending(ARoute.parallel(BY_SUPERVISOR, BY_CONTROLLER).requires(1));

    assertThat(after(all, approve(ALICE), NOW)).isInstanceOf(Pending.class);
    assertThat(after(after(all, approve(ALICE), NOW), approve(CAROL), NOW))
        .isInstanceOf(Approved.class);
    assertThat(after(oneOf, approve(ALICE), NOW)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("C-01 T-11 a rejected step ends its track; the request ends when too few are left")
  void rejectedTrackIsWeighedByTracksRequired() {
    var oneOf = pending(ARoute.parallel(BY_SUPERVISOR, BY_CONTROLLER).requires(1));

    var lostOne = after(oneOf, reject(ALICE), NOW);

    assertThat(lostOne).isInstanceOf(Pending.class);
    assertThat(after(lostOne, approve(CAROL), NOW)).isInstanceOf(Approved.class);
    assertThat(after(lostOne, reject(CAROL), NOW)).isInstanceOf(Rejected.class);
  }

  @Test
  @DisplayName(
      "F-118 T-09 T-10 I-4 a track that the policy approved does not approve without a human")
  void policyAloneApprovesNothing() {
    var auto = BY_SUPERVISOR.planned(PlannedState.AUTO_APPROVED);

    var route = ARoute.parallel(auto, BY_CONTROLLER).requires(1);
    var state = pending(route);

    assertThat(names(eventsOf(new NotOpened(), opening(route), NOW))).contains("StepAutoApproved");
    assertThat(state).isInstanceOf(Pending.class);
    assertThat(after(state, approve(CAROL), NOW)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("T-11 T-10 found by simulation: when the only track with people fails, so does all")
  void policyDoesNotOutliveTheHumanTrack() {
    var auto = BY_SUPERVISOR.planned(PlannedState.AUTO_APPROVED);

    var state = pending(ARoute.parallel(auto, BY_CONTROLLER).requires(1));

    assertThat(after(state, reject(CAROL), NOW)).isInstanceOf(Rejected.class);
  }

  @Test
  @DisplayName("T-08 SD-24 a track of skipped steps asks nobody and approves nothing")
  void skippedTrackDoesNotCount() {
    var skipped = BY_SUPERVISOR.planned(PlannedState.SKIPPED);

    var state = pending(ARoute.parallel(skipped, BY_CONTROLLER).requires(2));

    assertThat(after(state, approve(CAROL), NOW)).isInstanceOf(Approved.class);
    assertThat(after(state, reject(CAROL), NOW)).isInstanceOf(Rejected.class);
  }

  @Test
  @DisplayName("C-01 a deny count of its own, and out of reach before it")
  void denyCountEndsTheStep() {
    var rule = new RejectionRule.Rejections(2);

    assertThat(rule.isMetBy(new Tally(0, 1, 1, 4))).isFalse();
    assertThat(rule.isMetBy(new Tally(0, 2, 1, 4))).isTrue();
    assertThat(rule.isMetBy(new Tally(0, 1, 3, 3))).isTrue();
  }

  @Test
  @DisplayName("I-8 T-19 an abstention shrinks the pool: the step blocks, it is not rejected")
  void abstentionBlocksButNeverRejects() {
    var unreachable =
        step(SUPERVISOR, new Quorum.Count(2)).endedBy(new RejectionRule.Unreachable());

    var state = after(pendingWith(unreachable), vote(ALICE, Vote.ABSTAIN), NOW);

    assertThat(((Pending) state).tracks().step(1).status()).isEqualTo(StepStatus.BLOCKED);
    assertThat(after(state, reject(BOB), NOW)).isInstanceOf(Rejected.class);
  }

  @Test
  @DisplayName("I-8 T-19 a pool that shrinks blocks, and unblocks when it is back")
  void shrunkPoolBlocks() {
    var unreachable =
        step(SUPERVISOR, new Quorum.Count(2)).endedBy(new RejectionRule.Unreachable());
    var gone = Person.withRoles(BOB, Set.of(SUPERVISOR)).deactivated();

    var blocked =
        after(
            pendingWith(unreachable),
            new RequestCommand.ReviewPools(),
            new Context(NOW, directoryWith(gone)));

    assertThat(((Pending) blocked).tracks().step(1).status()).isEqualTo(StepStatus.BLOCKED);
    var back = (Pending) after(blocked, new RequestCommand.ReviewPools(), NOW);
    assertThat(back.tracks().step(1).status()).isEqualTo(StepStatus.ACTIVE);
  }

  @Test
  @DisplayName("A-08 DISTINCT one person serves one step of all tracks")
  void distinctPersonServesOnce() {
    var state = pending(ARoute.parallel(step(SUPERVISOR, new Quorum.Count(2)), BY_SUPERVISOR));

    var next = after(state, approve(ALICE), NOW);

    assertThat(RequestDecider.decide(approve(ALICE), next, at(NOW)))
        .isEqualTo(Ruling.refuse(Refusal.ALREADY_DECIDED));
  }

  @Test
  @DisplayName("A-08 ALLOW one person may decide each step they are asked in")
  void sameApproverIsAllowed() {
    var state = pending(ARoute.of(BY_SUPERVISOR, BY_SUPERVISOR).sameApprover(SameApprover.ALLOW));

    var next = after(state, approve(ALICE), NOW);

    assertThat(next).isInstanceOf(Pending.class);
    assertThat(after(next, approve(ALICE), NOW)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("A-08 COUNT_ONCE credits the consecutive step and no later one")
  void countOnceCreditsConsecutiveSteps() {
    var route =
        ARoute.of(BY_SUPERVISOR, BY_SUPERVISOR, BY_CONTROLLER, BY_SUPERVISOR)
            .sameApprover(SameApprover.COUNT_ONCE);

    var state = (Pending) after(pending(route), approve(ALICE), NOW);

    assertThat(state.tracks().steps())
        .extracting(it -> it.status())
        .containsExactly(
            StepStatus.APPROVED, StepStatus.APPROVED, StepStatus.ACTIVE, StepStatus.WAITING);
    var last = (Pending) after(state, approve(CAROL), NOW);
    assertThat(last.tracks().step(4).status()).isEqualTo(StepStatus.ACTIVE);
  }

  @Test
  @DisplayName("A-09 an approval counts where it leaves the other track somebody to ask")
  void overlappingPoolsAreMatched() {
    var both = Person.withRoles(ALICE, Set.of(SUPERVISOR, CONTROLLER));
    var directory =
        new Directory(
            Map.of(ALICE, both, BOB, Person.withRoles(BOB, Set.of(SUPERVISOR))), List.of());
    var context = new Context(NOW, directory);
    var state =
        after(new NotOpened(), opening(ARoute.parallel(BY_SUPERVISOR, BY_CONTROLLER)), context);

    var next = (Pending) after(state, approve(ALICE), context);

    assertThat(next.tracks().step(1).status()).isEqualTo(StepStatus.ACTIVE);
    assertThat(next.tracks().step(2).status()).isEqualTo(StepStatus.APPROVED);
    assertThat(after(next, approve(BOB), context)).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("A-09 an earlier approval moves to the step that nobody else can serve")
  void earlierApprovalMoves() {
    var both = Set.of(SUPERVISOR, CONTROLLER);
    var directory =
        new Directory(
            Map.of(
                ALICE, Person.withRoles(ALICE, both),
                BOB, Person.withRoles(BOB, Set.of(SUPERVISOR)),
                CAROL, Person.withRoles(CAROL, Set.of(SUPERVISOR)),
                DAVE, Person.withRoles(DAVE, both)),
            List.of());
    var context = new Context(NOW, directory);
    var route =
        ARoute.parallel(
            step(SUPERVISOR, new Quorum.Count(2)), step(CONTROLLER, new Quorum.Count(2)));
    var state = after(new NotOpened(), opening(route), context);

    for (PersonId person : List.of(DAVE, BOB, ALICE, CAROL)) {
      state = after(state, approve(person), context);
    }

    assertThat(state).isInstanceOf(Approved.class);
  }

  @Test
  @DisplayName("F-139 C-13 a named user and a role are asked together")
  void usersAndRolesAreAskedTogether() {
    var asked = AStep.asking(Approver.role(CONTROLLER), Approver.user(STRANGER));
    var state = pending(ARoute.of(asked.needs(new Quorum.All())));

    var state2 = after(after(state, approve(STRANGER), NOW), approve(CAROL), NOW);

    assertThat(after(state2, approve(DAVE), NOW)).isInstanceOf(Approved.class);
  }
}
