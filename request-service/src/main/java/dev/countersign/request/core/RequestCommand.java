package dev.countersign.request.core;

import java.time.Instant;

/** What somebody asks of a request. Asking is not being allowed. */
public sealed interface RequestCommand {

  record Open(Opening opening) implements RequestCommand {}

  record Decide(PersonId by, Vote vote, Reason reason, Seen seen) implements RequestCommand {}

  /** The time to live is over, says the timer; the clock of the database is asked again. */
  record Expire(int iteration, Instant dueAt) implements RequestCommand {}

  /** A step's time is over, says the timer. */
  record Escalate(int iteration, int step, int rung, Instant dueAt) implements RequestCommand {}

  record Cancel(Canceller by, Reason reason) implements RequestCommand {}
}
