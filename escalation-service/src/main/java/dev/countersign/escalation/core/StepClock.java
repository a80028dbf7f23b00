package dev.countersign.escalation.core;

import dev.countersign.escalation.core.calendar.BusinessTime;
import dev.countersign.escalation.core.calendar.RunningBudget;
import java.time.Instant;
import java.util.Optional;

/**
 * A step's running clock: when it is over, and what then.
 *
 * @param budget what runs in the time of a calendar; only the calendar can tell when that is over
 */
public record StepClock(Instant dueAt, Purpose purpose, Optional<RunningBudget> budget) {

  public StepClock(Instant dueAt, Purpose purpose) {
    this(dueAt, purpose, Optional.empty());
  }

  /** Until somebody looks into the calendar it is not over: late at worst, never early. */
  public static StepClock in(RunningBudget budget, Purpose purpose) {
    return new StepClock(BusinessTime.horizon(budget.since()), purpose, Optional.of(budget));
  }

  /** Only an escalation that names somebody is sent; the rest of the clocks is merely noted. */
  public static StepClock of(Instant dueAt, OnTimeout onTimeout, EscalationTarget target) {
    return new StepClock(dueAt, purposeOf(onTimeout, target));
  }

  public static Purpose purposeOf(OnTimeout onTimeout, EscalationTarget target) {
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
