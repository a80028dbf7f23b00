package dev.countersign.escalation.core;

import dev.countersign.escalation.core.ClockEvent.ClockSet;
import dev.countersign.escalation.core.ClockEvent.HoldStarted;
import dev.countersign.escalation.core.ClockEvent.IterationStarted;
import dev.countersign.escalation.core.ClockEvent.RequestClosed;
import dev.countersign.escalation.core.ClockEvent.RequestOpened;
import dev.countersign.escalation.core.ClockEvent.ReviewOwed;
import dev.countersign.escalation.core.ClockEvent.StepEnded;
import dev.countersign.escalation.core.ClockEvent.StepEscalated;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import dev.countersign.escalation.core.Withdrawal.Nothing;
import dev.countersign.escalation.core.Withdrawal.Rungs;
import dev.countersign.escalation.core.Withdrawal.WholeRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Rules on what an event does to the timers. A rung is armed by the event that made it next, never
 * in advance, so that a late service climbs the ladder in order (H5).
 */
public final class Timekeeper {

  private static final int FIRST_RUNG = 1;
  private static final int HOLD = 1;
  private static final int REVIEW = 2;

  private Timekeeper() {}

  public static TimerChange changeBy(ClockEvent event) {
    var origin = event.origin();
    return switch (event) {
      case RequestOpened opened ->
          new TimerChange(origin, Optional.of(timeToLive(opened)), new Nothing());
      case StepStarted(_, var step, var clock) ->
          new TimerChange(origin, stepTimer(origin, step, FIRST_RUNG, clock), new Nothing());
      case StepEscalated(_, var step, var rung, var clock) ->
          new TimerChange(origin, stepTimer(origin, step, rung + 1, clock), new Rungs(step, rung));
      case ClockSet(_, var step, var slot, var clock) ->
          new TimerChange(origin, stepTimer(origin, step, slot, Optional.of(clock)), new Nothing());
      case IterationStarted(_, var expiresAt) ->
          new TimerChange(
              origin,
              Optional.of(timeToLive(new RequestOpened(origin, expiresAt))),
              new WholeRequest());
      case HoldStarted(_, var effectiveAt) ->
          new TimerChange(
              origin, ofRequest(origin, HOLD, Purpose.RELEASE_HOLD, effectiveAt), new Nothing());
      case ReviewOwed(_, var reviewBy) ->
          new TimerChange(
              origin,
              ofRequest(origin, REVIEW, Purpose.REMIND_REVIEW, reviewBy),
              new WholeRequest());
      case StepEnded(_, var step) -> new TimerChange(origin, Optional.empty(), Rungs.all(step));
      case RequestClosed _ -> new TimerChange(origin, Optional.empty(), new WholeRequest());
    };
  }

  private static Optional<Timer> ofRequest(
      EventOrigin origin, int slot, Purpose purpose, Instant dueAt) {
    var key = TimerKey.ofRequest(origin, slot);
    return Optional.of(Timer.at(key, purpose, dueAt));
  }

  private static Timer timeToLive(RequestOpened opened) {
    var key = TimerKey.timeToLive(opened.origin());
    return Timer.at(key, Purpose.EXPIRE_REQUEST, opened.expiresAt());
  }

  private static Optional<Timer> stepTimer(
      EventOrigin origin, int step, int rung, Optional<StepClock> clock) {
    var key = TimerKey.ofStep(origin, step, rung);
    return clock.map(running ->
        new Timer(key, running.purpose(), running.dueAt(), Timer.NO_CALENDAR, running.budget()));
  }
}
