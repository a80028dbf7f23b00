package dev.countersign.escalation.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.countersign.escalation.app.CommandIds;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.escalation.core.TimerCommand.EscalateStep;
import dev.countersign.escalation.core.TimerCommand.ExpireRequest;
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
    Instant dueAt,
    int calendarVersion) {

  static CommandBody of(TimerCommand command) {
    return switch (command) {
      case ExpireRequest _ -> body(command, "approval.expire_request", null, null);
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
        timer.dueAt(),
        timer.calendarVersion());
  }
}
