package dev.countersign.request.app;

import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestId;

/** What a due timer asks: an expiry or an escalation, never a vote. */
public record TimerCommand(String partner, RequestId request, RequestCommand command) {
  public TimerCommand {
    var timed =
        switch (command) {
          case RequestCommand.Expire _, RequestCommand.Escalate _ -> true;
          case RequestCommand.Open _, RequestCommand.Decide _, RequestCommand.Cancel _ -> false;
        };
    if (!timed) {
      throw new IllegalArgumentException("A timer cannot ask for " + command);
    }
  }
}
