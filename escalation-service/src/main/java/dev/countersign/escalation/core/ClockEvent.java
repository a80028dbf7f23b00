package dev.countersign.escalation.core;

import java.time.Instant;
import java.util.Optional;

/** A ledger event that starts or ends a clock. The others are no business of this service. */
public sealed interface ClockEvent {

  EventOrigin origin();

  /** A request is open, quarantined ones included: they expire like all others. */
  record RequestOpened(EventOrigin origin, Instant expiresAt) implements ClockEvent {}

  record StepStarted(EventOrigin origin, int step, Optional<StepClock> clock)
      implements ClockEvent {}

  /** A rung of the step's ladder was climbed; its clock may have started anew. */
  record StepEscalated(EventOrigin origin, int step, int rung, Optional<StepClock> clock)
      implements ClockEvent {}

  record StepEnded(EventOrigin origin, int step) implements ClockEvent {}

  record RequestClosed(EventOrigin origin) implements ClockEvent {}

  /** A clock of a step besides its ladder: the agreed time, or the timeout. */
  record ClockSet(EventOrigin origin, int step, int slot, StepClock clock) implements ClockEvent {}

  /** The request is asked anew: the clocks of before are pointless, its time to live goes on. */
  record IterationStarted(EventOrigin origin, Instant expiresAt) implements ClockEvent {}

  record HoldStarted(EventOrigin origin, Instant effectiveAt) implements ClockEvent {}

  /** A request was overridden or approved by its maker: closed, but for the review. */
  record ReviewOwed(EventOrigin origin, Instant reviewBy) implements ClockEvent {}
}
