package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.ALREADY_OPENED;
import static dev.countersign.request.core.Refusal.NOTHING_TO_ESCALATE;
import static dev.countersign.request.core.Refusal.NOT_DUE;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Step;
import java.time.Instant;

/** What may happen to a request that waits for its checkers. */
final class PendingRules {
  private PendingRules() {}

  static Ruling decide(RequestCommand command, Pending state, Context context) {
    return switch (command) {
      case Open _ -> refuse(ALREADY_OPENED);
      case Decide decide -> DecisionRules.decide(decide, state, context);
      case Escalate escalate -> onEscalate(escalate, state, context);
      case Expire expire -> onExpire(expire, state, context);
      case Cancel cancel -> Ending.cancel(cancel, state.terms().makers(), context);
    };
  }

  private static Ruling onExpire(Expire command, Pending state, Context context) {
    return command.iteration() == state.terms().pinned().iteration()
        ? Ending.expire(command, state.terms().expiresAt(), context)
        : refuse(OUTDATED_COMMAND);
  }

  /** T-17. A rung is claimed once, in order, and only while its step is open. */
  private static Ruling onEscalate(Escalate command, Pending state, Context context) {
    var step = state.steps().active().filter(active -> active.no() == command.step());
    if (step.isEmpty()
        || command.iteration() != state.terms().pinned().iteration()
        || command.rung() != step.get().activation().rung() + 1) {
      return refuse(OUTDATED_COMMAND);
    }
    if (isEarly(command, step.get(), context.now())) {
      return refuse(NOT_DUE);
    }
    return escalate(command, step.get(), state, context);
  }

  private static Ruling escalate(Escalate command, Step step, Pending state, Context context) {
    var clocks = step.plan().clocks();
    var target = clocks.escalateTo();
    // The ladder of this loop has one rung: the same role is not added twice.
    if (target.isEmpty() || clocks.onTimeout() != OnTimeout.ESCALATE || command.rung() > 1) {
      return refuse(NOTHING_TO_ESCALATE);
    }
    return accept(
        new StepEscalated(
            step.no(),
            command.rung(),
            target.get(),
            context.directory().poolOf(target.get(), state.terms().makers()),
            clocks.dueAfter(context.now()),
            context.now()));
  }

  private static boolean isEarly(Escalate command, Step step, Instant now) {
    return now.isBefore(command.dueAt())
        || step.activation().dueAt().map(now::isBefore).orElse(true);
  }
}
