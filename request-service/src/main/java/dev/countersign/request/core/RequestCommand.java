package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.Finding;
import java.time.Instant;
import java.util.Optional;

/** What somebody asks of a request. Asking is not being allowed. */
public sealed interface RequestCommand {

  record Open(Opening opening) implements RequestCommand {}

  /** A higher revision of the subject, judged by the policy version the request is pinned to. */
  record Revise(Opening.Required next) implements RequestCommand {}

  record Decide(PersonId by, Vote vote, Reason reason, Seen seen, Aim aim, Manner manner)
      implements RequestCommand {
    public Decide(PersonId by, Vote vote, Reason reason, Seen seen, Aim aim) {
      this(by, vote, reason, seen, aim, Manner.ALONE);
    }

    public Decide(PersonId by, Vote vote, Reason reason, Seen seen) {
      this(by, vote, reason, seen, Aim.NONE);
    }
  }

  /** Which step a vote is for, which step changes go back to, what is to be changed. */
  record Aim(Optional<Integer> step, Optional<Integer> backTo, Optional<Edit> edit) {
    public static final Aim NONE = new Aim(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The maker insists: nothing changes, and here is why. */
  record Resubmit(PersonId by, Reason reason) implements RequestCommand {}

  record Cancel(Canceller by, Reason reason) implements RequestCommand {}

  record Reassign(Official by, int step, PersonId from, PersonId to, Reason reason)
      implements RequestCommand {}

  /** The directory changed: are there still enough people? */
  record ReviewPools() implements RequestCommand {}

  /** Approve what nobody else approves, before a witness. */
  record OverrideCheckers(
      Official by, Optional<PersonId> witness, Reason justification, Overrides soFar)
      implements RequestCommand {}

  /** The overrides of the partner: how many this month, and how many wait too long for review. */
  record Overrides(int thisMonth, int overdueReviews) {}

  record Review(Official by, Finding finding, Reason reason) implements RequestCommand {}

  record Revoke(Revoker by, Reason reason) implements RequestCommand {}

  /** An operator has put right what kept the event from being evaluated. */
  record Release(Official by, Reason reason) implements RequestCommand {}

  /** The time to live is over, says the timer; the clock of the database is asked again. */
  record Expire(int iteration, Instant dueAt) implements RequestCommand {}

  /** A rung of a step's ladder is due, says the timer. */
  record Escalate(int iteration, int step, int rung, Instant dueAt) implements RequestCommand {}

  /** A step's people should be told again, says the timer. */
  record Remind(int iteration, int step, Cause cause, Instant dueAt) implements RequestCommand {}

  /** Which clock asks for a reminder. */
  enum Cause {
    SLA,
    TIMEOUT
  }

  /** A step's time is over for good, says the timer. */
  record ExpireStep(int iteration, int step, Instant dueAt) implements RequestCommand {}

  /** The hold is over, says the timer. */
  record ReleaseHold(int iteration, Instant dueAt) implements RequestCommand {}

  /** An override should have been reviewed by now, says the timer. */
  record RemindReview(Instant dueAt) implements RequestCommand {}
}
