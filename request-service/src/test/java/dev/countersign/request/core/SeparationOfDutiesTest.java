package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.ALICE;
import static dev.countersign.request.core.RequestFixtures.BECAUSE;
import static dev.countersign.request.core.RequestFixtures.BOB;
import static dev.countersign.request.core.RequestFixtures.CAROL;
import static dev.countersign.request.core.RequestFixtures.DAVE;
import static dev.countersign.request.core.RequestFixtures.MAKER;
import static dev.countersign.request.core.RequestFixtures.NOW;
import static dev.countersign.request.core.RequestFixtures.STRANGER;
import static dev.countersign.request.core.RequestFixtures.SUPERVISOR;
import static dev.countersign.request.core.RequestFixtures.approve;
import static dev.countersign.request.core.RequestFixtures.directoryWith;
import static dev.countersign.request.core.RequestFixtures.fold;
import static dev.countersign.request.core.RequestFixtures.opening;
import static dev.countersign.request.core.RequestFixtures.pending;
import static dev.countersign.request.core.RequestFixtures.pendingWith;
import static dev.countersign.request.core.RequestFixtures.people;
import static dev.countersign.request.core.RequestFixtures.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestState.Approved;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.step.Quorum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may not decide, however the directory looks and whoever asks. */
class SeparationOfDutiesTest {

  @Test
  @DisplayName("SD-05 N-07 a second account of the maker does not decide, whenever it appeared")
  void secondAccountOfTheMakerDoesNotDecide() {
    var state = pendingWith(step(SUPERVISOR, new Quorum.Any()));

    assertThat(decide(approve(ALICE), state, with(Map.of(ALICE, Set.of(MAKER)))))
        .isEqualTo(Ruling.refuse(Refusal.MAKER_MAY_NOT_DECIDE));
    assertThat(decide(approve(ALICE), state, with(Map.of(MAKER, Set.of(ALICE)))))
        .isEqualTo(Ruling.refuse(Refusal.MAKER_MAY_NOT_DECIDE));
    assertThat(decide(approve(BOB), state, with(Map.of(ALICE, Set.of(MAKER)))))
        .isInstanceOf(Ruling.Accepted.class);
  }

  @Test
  @DisplayName("SD-05 an account that is known when the request opens is a maker from the start")
  void accountsKnownAtOpeningAreMakers() {
    var context = with(Map.of(MAKER, Set.of(ALICE)));
    var ruling =
        RequestDecider.decide(
            opening(ARoute.of(step(SUPERVISOR, new Quorum.Any()))), new NotOpened(), context);
    var state = fold(new NotOpened(), ((Ruling.Accepted) ruling).events());

    assertThat(((RequestState.Pending) state).terms().makers()).contains(MAKER, ALICE);
  }

  @Test
  @DisplayName("SD-05 I-6 F-134 two accounts of one human are one vote of the quorum")
  void twoAccountsAreOneVote() {
    var state = pendingWith(step(SUPERVISOR, new Quorum.Count(2)));
    var context = with(Map.of(BOB, Set.of(ALICE)));
    var after = fold(state, ((Ruling.Accepted) decide(approve(ALICE), state, context)).events());

    assertThat(decide(approve(BOB), after, context))
        .isEqualTo(Ruling.refuse(Refusal.ALREADY_DECIDED));
  }

  @Test
  @DisplayName("SD-05 SD-20 the witness of an override is no second account of who overrides")
  void witnessIsAnotherHuman() {
    var state = pending(ARoute.of(step(SUPERVISOR, new Quorum.Any())).overridable(3));

    assertThat(decide(override(CAROL, DAVE), state, with(Map.of(CAROL, Set.of(DAVE)))))
        .isEqualTo(Ruling.refuse(Refusal.WITNESS_NOT_INDEPENDENT));
    assertThat(decide(override(CAROL, ALICE), state, with(Map.of(ALICE, Set.of(MAKER)))))
        .isEqualTo(Ruling.refuse(Refusal.WITNESS_NOT_INDEPENDENT));
    assertThat(decide(override(ALICE, DAVE), state, with(Map.of(ALICE, Set.of(MAKER)))))
        .isEqualTo(Ruling.refuse(Refusal.MAKER_MAY_NOT_DECIDE));
  }

  @Test
  @DisplayName(
      "SD-07 F-129 F-199 a maker who is given the role afterwards, or leaves theirs, stays maker")
  void rolesDoNotChangeWhoMadeIt() {
    var state = pendingWith(step(SUPERVISOR, new Quorum.Any()));
    for (Set<dev.countersign.request.core.people.Role> roles :
        List.of(
            Set.of(SUPERVISOR),
            Set.of(RequestFixtures.CONTROLLER, SUPERVISOR),
            Set.<dev.countersign.request.core.people.Role>of())) {
      var directory = directoryWith(Person.withRoles(MAKER, roles));

      assertThat(decide(approve(MAKER), state, new Context(NOW, directory)))
          .isEqualTo(Ruling.refuse(Refusal.MAKER_MAY_NOT_DECIDE));
    }
    var promoted = directoryWith(Person.withRoles(STRANGER, Set.of(SUPERVISOR)));
    assertThat(decide(approve(STRANGER), state, new Context(NOW, promoted)))
        .isInstanceOf(Ruling.Accepted.class);
  }

  @Test
  @DisplayName(
      "G-OVERRIDE T-21 F-159 SD-19 SD-20 each part of the guard refuses by itself, in every state")
  void overrideNeedsEveryPartOfItsGuard() {
    var open = pending(ARoute.of(step(SUPERVISOR, new Quorum.Any())).overridable(1));
    var good = override(CAROL, DAVE);
    var context = with(Map.of());

    assertThat(decide(good, open, context)).isInstanceOf(Ruling.Accepted.class);
    assertThat(decide(good, pendingWith(step(SUPERVISOR, new Quorum.Any())), context))
        .isEqualTo(Ruling.refuse(Refusal.OVERRIDE_NOT_ALLOWED));
    assertThat(decide(as(CAROL, Set.of(PlatformRole.OPERATOR), DAVE, 0, 0), open, context))
        .isEqualTo(Ruling.refuse(Refusal.NOT_PERMITTED));
    assertThat(decide(override(MAKER, DAVE), open, context))
        .isEqualTo(Ruling.refuse(Refusal.MAKER_MAY_NOT_DECIDE));
    for (PersonId witness : List.of(CAROL, MAKER, RequestFixtures.LEFT, new PersonId("unknown"))) {
      assertThat(decide(override(CAROL, witness), open, context))
          .as(witness.value())
          .isEqualTo(Ruling.refuse(Refusal.WITNESS_NOT_INDEPENDENT));
    }
    var admin = Set.of(PlatformRole.PARTNER_ADMIN);
    assertThat(decide(as(CAROL, admin, DAVE, 1, 0), open, context))
        .isEqualTo(Ruling.refuse(Refusal.OVERRIDE_QUOTA_EXHAUSTED));
    assertThat(decide(as(CAROL, admin, DAVE, 0, 1), open, context))
        .isEqualTo(Ruling.refuse(Refusal.OVERRIDE_REVIEWS_OVERDUE));
  }

  @Test
  @DisplayName(
      "SD-26 I-3 F-105 F-112 no command of time, on any state at any time, makes an approval")
  void timeApprovesNothing() {
    var states = new ArrayList<RequestState>(RequestFixtures.closedStates());
    states.addAll(
        List.of(
            pendingWith(step(SUPERVISOR, new Quorum.Any())),
            pending(ARoute.parallel(step(SUPERVISOR, new Quorum.Any()))),
            RequestFixtures.quarantined(),
            RequestFixtures.changesRequested(),
            RequestFixtures.held()));
    for (RequestState state : states) {
      for (RequestCommand command : timers()) {
        for (int days = 0; days < 400; days += 40) {
          var at = new Context(NOW.plus(Duration.ofDays(days)), RequestFixtures.directory());
          if (RequestDecider.decide(command, state, at) instanceof Ruling.Accepted(var events)) {
            var after = fold(state, events);
            var isApproval = after instanceof Approved || after instanceof Overridden;
            assertThat(isApproval && !(state instanceof Held) && !(state instanceof Overridden))
                .as("%s on %s", command, state)
                .isFalse();
          }
        }
      }
    }
  }

  private static List<RequestCommand> timers() {
    return List.of(
        new Expire(1, NOW),
        new Escalate(1, 1, 1, NOW),
        new Remind(1, 1, RequestCommand.Cause.SLA, NOW),
        new Remind(1, 1, RequestCommand.Cause.TIMEOUT, NOW),
        new ExpireStep(1, 1, NOW),
        new ReleaseHold(1, NOW),
        new RemindReview(NOW));
  }

  private static OverrideCheckers override(PersonId by, PersonId witness) {
    return as(by, Set.of(PlatformRole.PARTNER_ADMIN), witness, 0, 0);
  }

  private static OverrideCheckers as(
      PersonId by, Set<PlatformRole> roles, PersonId witness, int thisMonth, int overdue) {
    return new OverrideCheckers(
        new Official(by, roles), Optional.of(witness), BECAUSE, new Overrides(thisMonth, overdue));
  }

  private static Ruling decide(RequestCommand command, RequestState state, Context context) {
    return RequestDecider.decide(command, state, context);
  }

  private static Context with(Map<PersonId, Set<PersonId>> otherAccounts) {
    return new Context(NOW, new Directory(people(), List.of(), otherAccounts));
  }
}
