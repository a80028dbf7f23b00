package dev.countersign.escalation.core;

import static dev.countersign.escalation.core.TimerFixtures.ACME;
import static dev.countersign.escalation.core.TimerFixtures.NOON;
import static dev.countersign.escalation.core.TimerFixtures.REQUEST;
import static dev.countersign.escalation.core.TimerFixtures.armedBy;
import static dev.countersign.escalation.core.TimerFixtures.entry;
import static dev.countersign.escalation.core.TimerFixtures.escalated;
import static dev.countersign.escalation.core.TimerFixtures.opened;
import static dev.countersign.escalation.core.TimerFixtures.stepStarted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.escalation.core.ClockEvent.RequestClosed;
import dev.countersign.escalation.core.ClockEvent.StepEnded;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import dev.countersign.escalation.core.Withdrawal.Nothing;
import dev.countersign.escalation.core.Withdrawal.Rungs;
import dev.countersign.escalation.core.Withdrawal.WholeRequest;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimekeeperTest {

  @Test
  @DisplayName("F-112 F-150 T-14 an open request expires when its time to live is over")
  void openRequestArmsItsExpiry() {
    var change = Timekeeper.changeBy(opened(NOON));

    var key = new TimerKey(ACME, REQUEST, 1, 0, 0);
    assertThat(change.armed()).contains(Timer.at(key, Purpose.EXPIRE_REQUEST, NOON));
    assertThat(change.withdrawn()).isEqualTo(new Nothing());
  }

  @Test
  @DisplayName(
      "F-142 F-143 F-145 F-146 T-17 a step with a timeout and somebody to escalate to arms its first rung")
  void startedStepArmsItsFirstRung() {
    var timer = armedBy(stepStarted(NOON, OnTimeout.ESCALATE));

    var key = new TimerKey(ACME, REQUEST, 1, 1, 1);
    assertThat(timer).isEqualTo(Timer.at(key, Purpose.ESCALATE_STEP, NOON));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ESCALATE")
  void whatIsNoEscalationIsNoted(OnTimeout onTimeout) {
    assertThat(armedBy(stepStarted(NOON, onTimeout)).purpose()).isEqualTo(Purpose.NOTE);
  }

  @Test
  void escalationToNobodyIsNoted() {
    var clock = StepClock.of(NOON, OnTimeout.ESCALATE, EscalationTarget.NONE);

    var timer = armedBy(new StepStarted(entry(1), 1, Optional.of(clock)));

    assertThat(timer.purpose()).isEqualTo(Purpose.NOTE);
  }

  @Test
  @DisplayName("F-144 a step without a clock is never escalated")
  void stepWithoutClockArmsNothing() {
    var change = Timekeeper.changeBy(new StepStarted(entry(1), 1, Optional.empty()));

    assertThat(change.armed()).isEmpty();
  }

  @Test
  @DisplayName("F-142 F-144 H5 the next rung is armed by the escalation before it, and only then")
  void escalationWithdrawsItsRungAndArmsTheNext() {
    var change = Timekeeper.changeBy(escalated(1, NOON));

    assertThat(change.armed()).map(Timer::key).contains(new TimerKey(ACME, REQUEST, 1, 1, 2));
    assertThat(change.withdrawn()).isEqualTo(new Rungs(1, 1));
  }

  @Test
  void endedStepWithdrawsAllItsRungs() {
    var change = Timekeeper.changeBy(new StepEnded(entry(3), 1));

    assertThat(change.armed()).isEmpty();
    assertThat(change.withdrawn()).isEqualTo(new Rungs(1, Integer.MAX_VALUE));
  }

  @Test
  void closedRequestWithdrawsEverything() {
    var change = Timekeeper.changeBy(new RequestClosed(entry(4)));

    assertThat(change.armed()).isEmpty();
    assertThat(change.withdrawn()).isEqualTo(new WholeRequest());
  }

  @Test
  @DisplayName("T-05 T-13 a new iteration ends the clocks before it and keeps its time to live")
  void iterationStartsTheClocksAnew() {
    var change = Timekeeper.changeBy(new ClockEvent.IterationStarted(entry(5), NOON));

    assertThat(change.withdrawn()).isEqualTo(new Withdrawal.WholeRequest());
    assertThat(change.armed()).map(Timer::purpose).contains(Purpose.EXPIRE_REQUEST);
  }

  @Test
  @DisplayName("T-22 a hold and the review of an override are clocks of the whole request")
  void holdAndReviewAreClocksOfTheRequest() {
    var hold = armedBy(new ClockEvent.HoldStarted(entry(5), NOON));
    var review = armedBy(new ClockEvent.ReviewOwed(entry(6), NOON));

    assertThat(hold.purpose()).isEqualTo(Purpose.RELEASE_HOLD);
    assertThat(review.purpose()).isEqualTo(Purpose.REMIND_REVIEW);
    assertThat(hold.key()).isNotEqualTo(review.key());
  }

  @Test
  @DisplayName("T-16 T-18 the agreed time and the timeout run beside the ladder")
  void clocksRunBesideTheLadder() {
    var clock = new StepClock(NOON, Purpose.REMIND_SLA);

    var timer = armedBy(new ClockEvent.ClockSet(entry(1), 1, 20, clock));

    assertThat(timer)
        .isEqualTo(Timer.at(new TimerKey(ACME, REQUEST, 1, 1, 20), clock.purpose(), NOON));
  }
}
