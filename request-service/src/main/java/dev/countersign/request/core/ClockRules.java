package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.NOTHING_TO_ESCALATE;
import static dev.countersign.request.core.Refusal.NOT_DUE;
import static dev.countersign.request.core.Refusal.OUTDATED_COMMAND;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.step.Activation.Signal;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Span;
import dev.countersign.request.core.step.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * What a step's clocks may do. A timer's word is never enough: the step must still be open in the
 * same iteration, and its time must have passed by the clock of the ruling. None of it approves.
 */
final class ClockRules {
  private static final Reason TIME_OVER = new Reason("The step's time is over.");

  private ClockRules() {}

  /** T-17. A rung is claimed once and in order. */
  static Ruling escalate(Escalate command, Pending state, Context context) {
    var step = stepOf(command.iteration(), command.step(), state);
    if (step.isEmpty() || command.rung() != step.get().activation().rung() + 1) {
      return refuse(OUTDATED_COMMAND);
    }
    var clocks = step.get().plan().clocks();
    var rung = clocks.rung(command.rung());
    if (rung.isEmpty()) {
      return refuse(NOTHING_TO_ESCALATE);
    }
    if (isEarly(step.get().clockFrom(), rung.get().after(), command.dueAt(), context)) {
      return refuse(NOT_DUE);
    }
    var asked = step.get().activation().askedWith(rung.get());
    var climbed =
        state
            .tracks()
            .change(
                command.step(),
                it ->
                    it.escalated(
                        command.rung(),
                        new Pool(0, Optional.empty(), java.util.List.of()),
                        context.now()));
    var eligible =
        new Eligibility(new Pending(state.terms(), climbed), context)
            .poolOf(climbed.step(command.step()), asked);
    var story = new Unfolding(state);
    story.then(
        new StepEscalated(command.step(), command.rung(), Pool.of(asked, eligible), context.now()));
    Progress.reviewPools(story, context);
    return story.accepted();
  }

  /** T-16 for the agreed response time; a plain reminder for the step's timeout. */
  static Ruling remind(Remind command, Pending state, Context context) {
    var step = stepOf(command.iteration(), command.step(), state);
    if (step.isEmpty()) {
      return refuse(OUTDATED_COMMAND);
    }
    var after = timeOf(command.cause(), step.get());
    var isSla = command.cause() == Cause.SLA;
    var done = isSla && step.get().activation().signals().contains(Signal.SLA_BREACHED);
    if (after.isEmpty() || done) {
      return refuse(OUTDATED_COMMAND);
    }
    var from = isSla ? step.get().activation().startedAt() : step.get().clockFrom();
    if (isEarly(from, after.get(), command.dueAt(), context)) {
      return refuse(NOT_DUE);
    }
    var story = new Unfolding(state);
    if (isSla) {
      story.then(new StepSlaBreached(command.step(), context.now()));
    }
    var pool = new Eligibility(state, context).pool(step.get());
    story.then(new StepReminded(command.step(), command.cause(), pool, context.now()));
    return story.accepted();
  }

  /** T-18: like a rejection, never like an approval. */
  static Ruling expireStep(ExpireStep command, Pending state, Context context) {
    var step = stepOf(command.iteration(), command.step(), state);
    if (step.isEmpty() || step.get().plan().clocks().onTimeout() != OnTimeout.EXPIRE_STEP) {
      return refuse(OUTDATED_COMMAND);
    }
    var timeout = step.get().plan().clocks().timeout().orElseThrow();
    if (isEarly(step.get().clockFrom(), timeout, command.dueAt(), context)) {
      return refuse(NOT_DUE);
    }
    var story = new Unfolding(state).then(new StepExpired(command.step(), context.now()));
    Progress.fail(story, command.step(), Optional.empty(), TIME_OVER, context);
    return story.accepted();
  }

  private static Optional<Step> stepOf(int iteration, int no, Pending state) {
    return iteration == state.terms().pinned().iteration()
        ? state.tracks().open(no)
        : Optional.empty();
  }

  private static Optional<Span> timeOf(Cause cause, Step step) {
    var clocks = step.plan().clocks();
    return switch (cause) {
      case SLA -> clocks.sla();
      case TIMEOUT -> clocks.onTimeout() == OnTimeout.REMIND ? clocks.timeout() : Optional.empty();
    };
  }

  private static boolean isEarly(
      Optional<Instant> from, Span after, Instant dueAt, Context context) {
    var now = context.now();
    return now.isBefore(dueAt)
        || from.map(start -> now.isBefore(start.plus(after.atLeast()))).orElse(true);
  }
}
