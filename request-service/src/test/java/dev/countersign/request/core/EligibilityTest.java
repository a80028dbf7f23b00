package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.Anchor;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Group;
import dev.countersign.request.core.people.Listing;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Scope;
import dev.countersign.request.core.people.Window;
import dev.countersign.request.core.step.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G-ACTOR: who may decide, and who may not whatever else speaks for them. */
class EligibilityTest {
  private static final Window TODAY = new Window(NOW, NOW.plus(Duration.ofDays(1)));
  private static final Person ALICE_NOW = Person.withRoles(ALICE, Set.of(SUPERVISOR));

  private final RequestState state = pending(new Quorum.Any());

  @Test
  @DisplayName("F-135 A-19 who is on leave decides nothing, from the first instant to the last")
  void leaveExcludes() {
    var away = on(directoryWith(leaving(ALICE_NOW, TODAY)));

    assertRefused(state, approve(ALICE), away, Refusal.NOT_ELIGIBLE);
    assertAccepted(state, approve(ALICE), new Context(TODAY.until(), away.directory()));
  }

  @Test
  @DisplayName("F-094 F-135 a step bound to a branch asks only people of that branch")
  void branchScopesTheStep() {
    var there =
        new Approver(new Approver.HasRole(SUPERVISOR), Optional.of("DHK"), Optional.empty());
    var inBranch = scoped(ALICE_NOW, new Scope(Set.of("DHK"), Set.of()));
    var context = on(directoryWith(inBranch));
    var scoped = after(new NotOpened(), opening(ARoute.of(AStep.asking(there))), context);

    assertAccepted(scoped, approve(ALICE), context);
    assertRefused(scoped, approve(BOB), context, Refusal.NOT_ELIGIBLE);
  }

  @Test
  @DisplayName("F-139 C-13 a group is asked like a role")
  void groupIsAsked() {
    var board = new Group("board");
    var member = grouped(Person.withRoles(STRANGER, Set.of()), board);
    var context = on(directoryWith(member));
    var asked =
        after(new NotOpened(), opening(ARoute.of(AStep.asking(Approver.group(board)))), context);

    assertAccepted(asked, approve(STRANGER), context);
    assertRefused(asked, approve(ALICE), context, Refusal.NOT_ELIGIBLE);
  }

  @Test
  @DisplayName("C-13 F-139 F-135 whoever a resolver lists is asked, exclusions first")
  void resolverIsAsked() {
    var route = ARoute.of(AStep.asking(Approver.listed("owner", "4711")));
    var people = directoryWith(leaving(Person.withRoles(BOB, Set.of()), TODAY));
    var listed = Set.of(MAKER, ALICE, BOB, LEFT);
    var context =
        on(
            people.listing(
                Map.of(
                    new Listing("owner", "4711"), listed,
                    new Listing("owner", "4712"), Set.of(CAROL),
                    new Listing("other", "4711"), Set.of(DAVE))));
    var asked = after(new NotOpened(), opening(route), context);

    assertRefused(asked, approve(MAKER), context, Refusal.MAKER_MAY_NOT_DECIDE);
    for (var person : List.of(BOB, LEFT, CAROL, DAVE, STRANGER)) {
      assertRefused(asked, approve(person), context, Refusal.NOT_ELIGIBLE);
    }
    assertAccepted(asked, approve(ALICE), context);
    var changed = people.listing(Map.of(new Listing("owner", "4711"), Set.of(CAROL)));
    assertRefused(asked, approve(ALICE), on(changed), Refusal.NOT_ELIGIBLE);
    assertAccepted(asked, approve(CAROL), on(changed));
  }

  @Test
  @DisplayName("C-13 A-20 the manager so many levels above the maker, or above who approved before")
  void managersAreAsked() {
    var directory =
        directoryWith(
            managed(Person.withRoles(MAKER, Set.of(SUPERVISOR)), BOB),
            managed(Person.withRoles(BOB, Set.of(SUPERVISOR)), CAROL),
            managed(ALICE_NOW, DAVE));
    var context = on(directory);
    var second =
        after(
            new NotOpened(),
            opening(ARoute.of(AStep.asking(Approver.managerOf(Anchor.MAKER, 2)))),
            context);
    assertAccepted(second, approve(CAROL), context);
    assertRefused(second, approve(BOB), context, Refusal.NOT_ELIGIBLE);

    var route =
        ARoute.of(
            step(SUPERVISOR, new Quorum.Any()),
            AStep.asking(Approver.managerOf(Anchor.APPROVER, 1)));
    var after = after(after(new NotOpened(), opening(route), context), approve(ALICE), context);
    assertAccepted(after, approve(DAVE), context);
    assertRefused(after, approve(CAROL), context, Refusal.NOT_ELIGIBLE);
  }

  @Test
  @DisplayName("F-140 F-141 a delegate decides for the other, and both are on record")
  void delegateDecidesForAnother() {
    var context = delegating(new Delegation(ALICE, STRANGER, TODAY, Set.of()));

    var events = eventsOf(state, approve(STRANGER), context);

    var ballot = ((DecisionRecorded) events.getFirst()).ballot();
    assertThat(ballot.by()).isEqualTo(STRANGER);
    assertThat(ballot.onBehalfOf()).contains(ALICE);
  }

  @Test
  @DisplayName("SD-21 I6 a delegation counts within its window and for its operations alone")
  void delegationIsBounded() {
    var late =
        new Context(
            TODAY.until(),
            delegating(new Delegation(ALICE, STRANGER, TODAY, Set.of())).directory());
    assertRefused(state, approve(STRANGER), late, Refusal.NOT_ELIGIBLE);
    var other = delegating(new Delegation(ALICE, STRANGER, TODAY, Set.of("payout")));
    assertRefused(state, approve(STRANGER), other, Refusal.NOT_ELIGIBLE);
  }

  @Test
  @DisplayName("SD-21 who delegated has to be eligible, too: not on leave, not removed")
  void delegatorHasToBeEligible() {
    var delegation = new Delegation(ALICE, STRANGER, TODAY, Set.of());
    for (Person alice : List.of(leaving(ALICE_NOW, TODAY), ALICE_NOW.deactivated())) {
      var directory = new Directory(directoryWith(alice).people(), List.of(delegation));
      assertRefused(state, approve(STRANGER), on(directory), Refusal.NOT_ELIGIBLE);
    }
  }

  @Test
  @DisplayName("SD-02 SD-03 SD-04 I-2 no delegation from, to or through the maker set")
  void delegationNeverPassesTheMakers() {
    var fromMaker = delegating(new Delegation(MAKER, STRANGER, TODAY, Set.of()));
    assertRefused(state, approve(STRANGER), fromMaker, Refusal.NOT_ELIGIBLE);
    var toMaker = delegating(new Delegation(ALICE, MAKER, TODAY, Set.of()));
    assertRefused(state, approve(MAKER), toMaker, Refusal.MAKER_MAY_NOT_DECIDE);
    var chain =
        delegating(
            new Delegation(ALICE, CAROL, TODAY, Set.of()),
            new Delegation(CAROL, STRANGER, TODAY, Set.of()));
    assertRefused(state, approve(STRANGER), chain, Refusal.NOT_ELIGIBLE);
  }

  @Test
  @DisplayName("SD-09 I-6 a person and their delegate are one voice")
  void delegateAndPrincipalAreOneVoice() {
    var two = pending(new Quorum.Count(2));
    var context = delegating(new Delegation(ALICE, STRANGER, TODAY, Set.of()));

    var voted = after(two, approve(STRANGER), context);

    assertRefused(voted, approve(ALICE), context, Refusal.ALREADY_DECIDED);
  }

  @Test
  @DisplayName("SD-06 N-07 a service account never decides, and its owner made what it made")
  void serviceAccountsStandForTheirOwner() {
    var robot = robot(Person.withRoles(MAKER, Set.of(SUPERVISOR)), ALICE);
    var context = on(directoryWith(robot));
    var opened =
        after(new NotOpened(), opening(ARoute.of(step(SUPERVISOR, new Quorum.Any()))), context);

    assertRefused(opened, approve(ALICE), context, Refusal.MAKER_MAY_NOT_DECIDE);
    var deciding = on(directoryWith(robot(Person.withRoles(BOB, Set.of(SUPERVISOR)), CAROL)));
    assertRefused(state, approve(BOB), deciding, Refusal.NOT_ELIGIBLE);
  }

  @Test
  @DisplayName(
      "F-131 F-138 F-204 C-09 I-2 A-13 self approval where the policy allows it, and then flagged")
  void selfApprovalIsFlagged() {
    var allowed = pending(ARoute.of(step(SUPERVISOR, new Quorum.Any())).selfApproval());

    var events = eventsOf(allowed, approve(MAKER), NOW);

    assertThat(events).contains(new SelfApprovalUsed(1, MAKER, NOW));
    assertThat(fold(allowed, events)).isInstanceOf(RequestState.SelfApproved.class);
    assertRefused(state, approve(MAKER), at(NOW), Refusal.MAKER_MAY_NOT_DECIDE);
  }

  @Test
  @DisplayName(
      "F-146 F-153 T-20 F-154 C-17 a place goes to another one of the pool, and is gone for its owner")
  void placeIsHandedOn() {
    var moved = after(state, reassign(ALICE, ALICE, BOB), NOW);

    assertRefused(moved, approve(ALICE), at(NOW), Refusal.NOT_ELIGIBLE);
    assertAccepted(moved, approve(BOB), at(NOW));
  }

  @Test
  @DisplayName("T-20 SD-08 no place goes to a maker, out of the pool, to oneself, or by a stranger")
  void placeStaysInThePool() {
    assertRefused(state, reassign(ALICE, ALICE, MAKER), at(NOW), Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(state, reassign(MAKER, ALICE, BOB), at(NOW), Refusal.MAKER_MAY_NOT_DECIDE);
    assertRefused(state, reassign(ALICE, ALICE, CAROL), at(NOW), Refusal.TARGET_NOT_ELIGIBLE);
    assertRefused(state, reassign(ALICE, ALICE, ALICE), at(NOW), Refusal.TARGET_NOT_ELIGIBLE);
    assertRefused(state, reassign(BOB, ALICE, BOB), at(NOW), Refusal.NOT_PERMITTED);
    assertRefused(state, reassign(STRANGER, STRANGER, BOB), at(NOW), Refusal.NOT_ELIGIBLE);
    var operator = new Official(CAROL, Set.of(PlatformRole.OPERATOR));
    assertAccepted(state, new Reassign(operator, 1, ALICE, BOB, BECAUSE), at(NOW));
    assertRefused(
        state,
        new Reassign(operator, 1, ALICE, BOB, Reason.NONE),
        at(NOW),
        Refusal.REASON_REQUIRED);
  }

  @Test
  @DisplayName("T-20 C-14 no place is handed on that the quorum needs")
  void placeTheQuorumNeedsStays() {
    assertRefused(
        pending(new Quorum.All()),
        reassign(ALICE, ALICE, BOB),
        at(NOW),
        Refusal.QUORUM_OUT_OF_REACH);
  }

  private static Reassign reassign(PersonId by, PersonId from, PersonId to) {
    return new Reassign(new Official(by, Set.of()), 1, from, to, BECAUSE);
  }

  private static Context on(Directory directory) {
    return new Context(NOW, directory);
  }

  private static Context delegating(Delegation... delegations) {
    return on(new Directory(people(), List.of(delegations)));
  }

  private static Person leaving(Person p, Window leave) {
    return new Person(
        p.id(),
        true,
        p.roles(),
        p.groups(),
        p.manager(),
        p.scope(),
        List.of(leave),
        Optional.empty());
  }

  private static Person scoped(Person p, Scope scope) {
    return new Person(
        p.id(), true, p.roles(), p.groups(), p.manager(), scope, p.leaves(), Optional.empty());
  }

  private static Person grouped(Person p, Group group) {
    return new Person(
        p.id(),
        true,
        p.roles(),
        Set.of(group),
        p.manager(),
        p.scope(),
        p.leaves(),
        Optional.empty());
  }

  private static Person managed(Person p, PersonId manager) {
    return new Person(
        p.id(),
        true,
        p.roles(),
        p.groups(),
        Optional.of(manager),
        p.scope(),
        p.leaves(),
        Optional.empty());
  }

  private static Person robot(Person p, PersonId owner) {
    return new Person(
        p.id(),
        true,
        p.roles(),
        p.groups(),
        p.manager(),
        p.scope(),
        p.leaves(),
        Optional.of(owner));
  }

  private static void assertAccepted(RequestState state, RequestCommand command, Context context) {
    assertThat(RequestDecider.decide(command, state, context)).isInstanceOf(Ruling.Accepted.class);
  }

  private static void assertRefused(
      RequestState state, RequestCommand command, Context context, Refusal refusal) {
    assertThat(RequestDecider.decide(command, state, context)).isEqualTo(Ruling.refuse(refusal));
  }
}
