package dev.countersign.escalation.kafka;

import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.ClockEvent.ClockSet;
import dev.countersign.escalation.core.EscalationTarget;
import dev.countersign.escalation.core.EventOrigin;
import dev.countersign.escalation.core.OnTimeout;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.StepClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clocks of a step: its ladder rung by rung, and beside it the agreed time and the timeout. */
final class StepClocks {
  /** Slots behind the ten rungs that a ladder may have; a rung that resets the clock sets anew. */
  private static final int SLA = 20;

  private static final int TIMEOUT = 30;

  private StepClocks() {}

  /** A step has a clock when it says until when; without a word on what then, it is only noted. */
  static Optional<StepClock> ladder(Body body, int rung) throws NotAsAgreed {
    Optional<Instant> dueAt = body.optionalInstant("dueAt");
    if (dueAt.isEmpty()) {
      return Optional.empty();
    }
    var clocks = body.in("clocks");
    if (rung <= clocks.size("ladder")) {
      return Optional.of(new StepClock(dueAt.get(), Purpose.ESCALATE_STEP));
    }
    var onTimeout = onTimeout(clocks);
    if (isSentAtTimeout(onTimeout)) {
      return Optional.empty();
    }
    var target = clocks.has("escalateTo") ? EscalationTarget.NAMED : EscalationTarget.NONE;
    return Optional.of(StepClock.of(dueAt.get(), onTimeout, target));
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
    var start = body.has("clockFrom") ? body.instant("clockFrom") : body.instant("time");
    if (rung == 0) {
      clocks
          .optionalDuration("sla")
          .ifPresent(sla -> more.add(set(origin, step, SLA, at(start, sla), Purpose.REMIND_SLA)));
    }
    var onTimeout = onTimeout(clocks);
    if (isSentAtTimeout(onTimeout)) {
      var purpose = onTimeout == OnTimeout.REMIND ? Purpose.REMIND_STEP : Purpose.EXPIRE_STEP;
      clocks
          .optionalDuration("timeout")
          .ifPresent(
              timeout -> more.add(set(origin, step, TIMEOUT + rung, at(start, timeout), purpose)));
    }
    return more;
  }

  private static boolean isSentAtTimeout(OnTimeout onTimeout) {
    return switch (onTimeout) {
      case REMIND, EXPIRE_STEP -> true;
      case ESCALATE, NOTIFY_ONLY -> false;
    };
  }

  private static Instant at(Instant start, Duration after) {
    return start.plus(after);
  }

  private static ClockEvent set(
      EventOrigin origin, int step, int slot, Instant dueAt, Purpose purpose) {
    return new ClockSet(origin, step, slot, new StepClock(dueAt, purpose));
  }

  private static OnTimeout onTimeout(Body clocks) throws NotAsAgreed {
    try {
      return clocks.optionalText("onTimeout").map(OnTimeout::valueOf).orElse(OnTimeout.NOTIFY_ONLY);
    } catch (IllegalArgumentException _) {
      throw new NotAsAgreed("Expected a known action in onTimeout");
    }
  }
}
