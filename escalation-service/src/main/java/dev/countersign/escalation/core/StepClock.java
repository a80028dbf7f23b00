package dev.countersign.escalation.core;

import java.time.Instant;

/** A step's running clock: when it is over, and what then. */
public record StepClock(Instant dueAt, Purpose purpose) {

  /** Only an escalation that names somebody is sent; the rest of the clocks is merely noted. */
  public static StepClock of(Instant dueAt, OnTimeout onTimeout, EscalationTarget target) {
    return new StepClock(dueAt, purposeOf(onTimeout, target));
  }

  private static Purpose purposeOf(OnTimeout onTimeout, EscalationTarget target) {
    return switch (onTimeout) {
      case ESCALATE ->
          switch (target) {
            case NAMED -> Purpose.ESCALATE_STEP;
            case NONE -> Purpose.NOTE;
          };
      case REMIND, EXPIRE_STEP, NOTIFY_ONLY -> Purpose.NOTE;
    };
  }
}
