package dev.countersign.escalation.kafka;

import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.ClockEvent.ClockSet;
import dev.countersign.escalation.core.EscalationTarget;
import dev.countersign.escalation.core.EventOrigin;
import dev.countersign.escalation.core.OnTimeout;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.StepClock;
import dev.countersign.escalation.core.calendar.BusinessSpan;
import dev.countersign.escalation.core.calendar.RunningBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clocks of a step: its ladder rung by rung, and beside it the agreed time and the timeout. By
 * the clock on the wall an event says until when; in a calendar it says how long.
 */
final class StepClocks {
  /** Slots behind the ten rungs that a ladder may have; a rung that resets the clock sets anew. */
  private static final int SLA = 20;

  private static final int TIMEOUT = 30;

  private StepClocks() {}

  /** A step has a clock when it says until when; without a word on what then, it is only noted. */
  static Optional<StepClock> ladder(Body body, int rung) throws NotAsAgreed {
    Optional<Instant> dueAt = body.optionalInstant("dueAt");
    var clocks = body.in("clocks");
    var isRung = rung <= clocks.size("ladder");
    if (dueAt.isPresent()) {
      return purpose(clocks, isRung).map(purpose -> new StepClock(dueAt.get(), purpose));
    }
    if (!clocks.has("calendar")) {
      return Optional.empty();
    }
    var budget =
        isRung
            ? clocks.at("ladder", rung - 1).optionalSpan("after")
            : clocks.optionalSpan("timeout");
    var purpose = purpose(clocks, isRung);
    return budget.isEmpty() || purpose.isEmpty()
        ? Optional.empty()
        : Optional.of(inCalendar(clocks, startOf(body), budget.get(), purpose.get()));
  }

  /** What a step's event starts besides the ladder. */
  static List<ClockEvent> besides(EventOrigin origin, Body body) throws NotAsAgreed {
    var clocks = body.in("clocks");
    var more = new ArrayList<ClockEvent>();
    if (!body.has("clocks")) {
      return more;
    }
    var step = body.in("step").number("no", 1);
    var rung = body.has("rung") ? body.number("rung", 1) : 0;
    var start = startOf(body);
    if (rung == 0) {
      clock(clocks, "sla", start, Purpose.REMIND_SLA)
          .ifPresent(sla -> more.add(new ClockSet(origin, step, SLA, sla)));
    }
    var onTimeout = onTimeout(clocks);
    if (isSentAtTimeout(onTimeout)) {
      var purpose = onTimeout == OnTimeout.REMIND ? Purpose.REMIND_STEP : Purpose.EXPIRE_STEP;
      clock(clocks, "timeout", start, purpose)
          .ifPresent(timeout -> more.add(new ClockSet(origin, step, TIMEOUT + rung, timeout)));
    }
    return more;
  }

  /** What the ladder's clock is for; nothing where the timeout has a clock of its own. */
  private static Optional<Purpose> purpose(Body clocks, boolean isRung) throws NotAsAgreed {
    if (isRung) {
      return Optional.of(Purpose.ESCALATE_STEP);
    }
    var onTimeout = onTimeout(clocks);
    var target = clocks.has("escalateTo") ? EscalationTarget.NAMED : EscalationTarget.NONE;
    return isSentAtTimeout(onTimeout)
        ? Optional.empty()
        : Optional.of(StepClock.purposeOf(onTimeout, target));
  }

  private static boolean isSentAtTimeout(OnTimeout onTimeout) {
    return switch (onTimeout) {
      case REMIND, EXPIRE_STEP -> true;
      case ESCALATE, NOTIFY_ONLY -> false;
    };
  }

  private static Instant startOf(Body body) throws NotAsAgreed {
    return body.has("clockFrom") ? body.instant("clockFrom") : body.instant("time");
  }

  private static Optional<StepClock> clock(Body clocks, String name, Instant start, Purpose purpose)
      throws NotAsAgreed {
    if (clocks.has("calendar")) {
      var budget = clocks.optionalSpan(name);
      return budget.isPresent()
          ? Optional.of(inCalendar(clocks, start, budget.get(), purpose))
          : Optional.empty();
    }
    return clocks.optionalDuration(name).map(after -> new StepClock(start.plus(after), purpose));
  }

  private static StepClock inCalendar(
      Body clocks, Instant start, BusinessSpan budget, Purpose purpose) throws NotAsAgreed {
    return StepClock.in(RunningBudget.of(clocks.text("calendar"), budget, start), purpose);
  }

  private static OnTimeout onTimeout(Body clocks) throws NotAsAgreed {
    try {
      return clocks.optionalText("onTimeout").map(OnTimeout::valueOf).orElse(OnTimeout.NOTIFY_ONLY);
    } catch (IllegalArgumentException _) {
      throw new NotAsAgreed("Expected a known action in onTimeout");
    }
  }
}
