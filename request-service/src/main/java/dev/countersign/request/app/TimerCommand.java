package dev.countersign.request.app;

import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Review;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestId;

/** What a due timer asks: an ending, an escalation, a reminder; never a vote. */
public record TimerCommand(String partner, RequestId request, RequestCommand command) {
  public TimerCommand {
    var timed =
        switch (command) {
          case Expire _, Escalate _, Remind _, ExpireStep _, ReleaseHold _, RemindReview _ -> true;
          case Open _,
              Revise _,
              Decide _,
              Resubmit _,
              Cancel _,
              Reassign _,
              ReviewPools _,
              OverrideCheckers _,
              Review _,
              Revoke _,
              Release _ ->
              false;
        };
    if (!timed) {
      throw new IllegalArgumentException("A timer cannot ask for " + command);
    }
  }
}
