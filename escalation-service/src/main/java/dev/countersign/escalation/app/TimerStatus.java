package dev.countersign.escalation.app;

import dev.countersign.escalation.core.Timer;
import java.time.Instant;
import java.util.Optional;

/** A timer as people see it. */
public record TimerStatus(
    Timer timer,
    State state,
    int attempts,
    Optional<Instant> nextSendAt,
    Optional<Instant> withdrawnAt) {

  /** Where a timer stands. */
  public enum State {
    /** Waits for its time. */
    ARMED,
    /** Its command was sent and is sent again until an event answers it. */
    SENT,
    /** Its time came and nobody had to be asked. */
    NOTED,
    /** An event made it pointless. */
    WITHDRAWN
  }
}
