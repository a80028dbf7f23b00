package dev.countersign.escalation;

import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.ClockEvent.RequestClosed;
import dev.countersign.escalation.core.ClockEvent.RequestOpened;
import dev.countersign.escalation.core.ClockEvent.StepEnded;
import dev.countersign.escalation.core.ClockEvent.StepEscalated;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import dev.countersign.escalation.core.EscalationTarget;
import dev.countersign.escalation.core.EventOrigin;
import dev.countersign.escalation.core.OnTimeout;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.escalation.core.StepClock;
import dev.countersign.escalation.core.calendar.BusinessSpan;
import dev.countersign.escalation.core.calendar.RunningBudget;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens to one request of its own; the number of an event is its place in the ledger. */
public record RequestStory(PartnerId partner, RequestId request) {

  public static RequestStory at(String partner) {
    return new RequestStory(new PartnerId(partner), new RequestId(UUID.randomUUID()));
  }

  public UUID id() {
    return request.value();
  }

  public ClockEvent opened(long seq, Instant expiresAt) {
    return new RequestOpened(entry(seq), expiresAt);
  }

  public ClockEvent stepStarted(long seq, int step, Instant dueAt) {
    return new StepStarted(entry(seq), step, Optional.of(escalation(dueAt)));
  }

  public ClockEvent noteStarted(long seq, int step, Instant dueAt) {
    var clock = StepClock.of(dueAt, OnTimeout.NOTIFY_ONLY, EscalationTarget.NONE);
    return new StepStarted(entry(seq), step, Optional.of(clock));
  }

  /** The step's ladder runs in a calendar. */
  public ClockEvent stepStartedIn(long seq, String calendar, String budget, Instant start) {
    var running = RunningBudget.of(calendar, BusinessSpan.parse(budget), start);
    var clock = StepClock.in(running, Purpose.ESCALATE_STEP);
    return new StepStarted(entry(seq), 1, Optional.of(clock));
  }

  public ClockEvent escalated(long seq, int step, int rung, Instant dueAt) {
    return new StepEscalated(entry(seq), step, rung, Optional.of(escalation(dueAt)));
  }

  public ClockEvent stepEnded(long seq, int step) {
    return new StepEnded(entry(seq), step);
  }

  public ClockEvent closed(long seq) {
    return new RequestClosed(entry(seq));
  }

  private EventOrigin entry(long seq) {
    return new EventOrigin(partner, request, 1, seq);
  }

  private static StepClock escalation(Instant dueAt) {
    return StepClock.of(dueAt, OnTimeout.ESCALATE, EscalationTarget.NAMED);
  }
}
