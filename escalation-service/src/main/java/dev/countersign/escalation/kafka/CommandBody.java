package dev.countersign.escalation.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.countersign.escalation.app.CommandIds;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.escalation.core.TimerCommand.EscalateStep;
import dev.countersign.escalation.core.TimerCommand.ExpireRequest;
import dev.countersign.escalation.core.TimerCommand.ExpireStep;
import dev.countersign.escalation.core.TimerCommand.ReleaseHold;
import dev.countersign.escalation.core.TimerCommand.RemindReview;
import dev.countersign.escalation.core.TimerCommand.RemindStep;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command as it goes over the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "id",
  "type",
  "time",
  "partnerId",
  "requestId",
  "iteration",
  "step",
  "rung",
  "cause",
  "dueAt",
  "calendarVersion"
})
record CommandBody(
    UUID id,
    String type,
    Instant time,
    String partnerId,
    UUID requestId,
    int iteration,
    @Nullable Integer step,
    @Nullable Integer rung,
    @Nullable String cause,
    Instant dueAt,
    int calendarVersion) {

  static CommandBody of(TimerCommand command) {
    return switch (command) {
      case ExpireRequest _ -> body(command, "approval.expire_request", null, null);
      case ReleaseHold _ -> body(command, "approval.release_hold", null, null);
      case RemindReview _ -> body(command, "approval.remind_review", null, null);
      case ExpireStep(var timer, _) ->
          body(command, "approval.expire_step", timer.key().step(), null);
      case RemindStep(var timer, _) ->
          body(command, "approval.remind_step", timer.key().step(), null);
      case EscalateStep(var timer, _) ->
          body(command, "approval.escalate_step", timer.key().step(), timer.key().rung());
    };
  }

  private static CommandBody body(
      TimerCommand command, String type, @Nullable Integer step, @Nullable Integer rung) {
    var timer = command.timer();
    var key = timer.key();
    return new CommandBody(
        CommandIds.of(key),
        type,
        command.at(),
        key.partner().value(),
        key.request().value(),
        key.iteration(),
        step,
        rung,
        causeOf(timer.purpose()),
        timer.dueAt(),
        timer.calendarVersion());
  }

  /** Which clock a reminder comes from. */
  private static @Nullable String causeOf(Purpose purpose) {
    return switch (purpose) {
      case REMIND_SLA -> "SLA";
      case REMIND_STEP -> "TIMEOUT";
      case EXPIRE_REQUEST, ESCALATE_STEP, EXPIRE_STEP, RELEASE_HOLD, REMIND_REVIEW, NOTE -> null;
    };
  }
}
