package dev.countersign.escalation.core;

import dev.countersign.escalation.core.ClockEvent.RequestOpened;
import dev.countersign.escalation.core.ClockEvent.StepEscalated;
import dev.countersign.escalation.core.ClockEvent.StepStarted;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Requests, events and instants that the tests talk about. */
public final class TimerFixtures {

  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  public static final PartnerId ACME = new PartnerId("acme");
  public static final RequestId REQUEST =
      new RequestId(UUID.fromString("0199f0aa-1c2d-7e3f-8a4b-5c6d7e8f9a0b"));

  private TimerFixtures() {}

  public static EventOrigin entry(long seq) {
    return new EventOrigin(ACME, REQUEST, 1, seq);
  }

  public static ClockEvent opened(Instant expiresAt) {
    return new RequestOpened(entry(0), expiresAt);
  }

  public static ClockEvent stepStarted(Instant dueAt, OnTimeout onTimeout) {
    return new StepStarted(entry(1), 1, Optional.of(clock(dueAt, onTimeout)));
  }

  public static ClockEvent escalated(int rung, Instant dueAt) {
    return new StepEscalated(
        entry(1 + rung), 1, rung, Optional.of(clock(dueAt, OnTimeout.ESCALATE)));
  }

  public static StepClock clock(Instant dueAt, OnTimeout onTimeout) {
    return StepClock.of(dueAt, onTimeout, EscalationTarget.NAMED);
  }

  public static Timer armedBy(ClockEvent event) {
    return Timekeeper.changeBy(event).armed().orElseThrow();
  }
}
