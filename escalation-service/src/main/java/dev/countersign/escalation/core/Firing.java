package dev.countersign.escalation.core;

import java.time.Instant;

/** What comes of a timer that is due. */
public sealed interface Firing {

  /** A command goes out, and once more at {@code againAt} unless an event withdraws the timer. */
  record Send(TimerCommand command, Instant againAt) implements Firing {}

  /** It is on record, and that is all. */
  record Note(Timer timer) implements Firing {}

  /**
   * What a timer that fires for the {@code attempt}-th time comes to. A timer before its time is a
   * bug of the caller: due is what the database's clock says is due (H1).
   */
  static Firing of(Timer timer, int attempt, Instant now, Resending resending) {
    if (now.isBefore(timer.dueAt())) {
      throw new IllegalStateException("Expected a due timer, but it is " + now + " for " + timer);
    }
    var againAt = resending.after(attempt, now);
    return switch (timer.purpose()) {
      case EXPIRE_REQUEST -> new Send(new TimerCommand.ExpireRequest(timer, now), againAt);
      case ESCALATE_STEP -> new Send(new TimerCommand.EscalateStep(timer, now), againAt);
      case REMIND_SLA, REMIND_STEP -> new Send(new TimerCommand.RemindStep(timer, now), againAt);
      case EXPIRE_STEP -> new Send(new TimerCommand.ExpireStep(timer, now), againAt);
      case RELEASE_HOLD -> new Send(new TimerCommand.ReleaseHold(timer, now), againAt);
      case REMIND_REVIEW -> new Send(new TimerCommand.RemindReview(timer, now), againAt);
      case NOTE -> new Note(timer);
    };
  }
}
