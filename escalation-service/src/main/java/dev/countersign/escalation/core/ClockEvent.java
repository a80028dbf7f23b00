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
}
