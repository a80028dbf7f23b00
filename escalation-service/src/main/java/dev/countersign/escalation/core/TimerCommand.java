package dev.countersign.escalation.core;

import java.time.Instant;

/**
 * What a due timer asks of request-service, which looks at its own clock before it obeys. There is
 * no vote among them: time alone never approves (I-3).
 */
public sealed interface TimerCommand {

  Timer timer();

  /** When it was asked, by the clock of the database. */
  Instant at();

  record ExpireRequest(Timer timer, Instant at) implements TimerCommand {}

  record EscalateStep(Timer timer, Instant at) implements TimerCommand {}

  /** A reminder, for the agreed response time or for the timeout. */
  record RemindStep(Timer timer, Instant at) implements TimerCommand {}

  record ExpireStep(Timer timer, Instant at) implements TimerCommand {}

  record ReleaseHold(Timer timer, Instant at) implements TimerCommand {}

  record RemindReview(Timer timer, Instant at) implements TimerCommand {}
}
