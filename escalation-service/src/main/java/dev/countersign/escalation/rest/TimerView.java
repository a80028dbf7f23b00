package dev.countersign.escalation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.core.Purpose;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A timer of a request. */
@Schema(
    name = "Timer",
    requiredProperties = {"requestId", "iteration", "purpose", "state", "dueAt", "attempts"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimerView(
    UUID requestId,
    int iteration,
    @Schema(description = "Absent for the request's time to live") @Nullable Integer step,
    @Schema(description = "Which firing of the step's ladder") @Nullable Integer rung,
    Purpose purpose,
    TimerStatus.State state,
    Instant dueAt,
    @Schema(description = "How often it fired") int attempts,
    @Nullable Instant nextSendAt,
    @Nullable Instant withdrawnAt) {

  static TimerView of(TimerStatus status) {
    var key = status.timer().key();
    var ofStep = key.step() > 0;
    return new TimerView(
        key.request().value(),
        key.iteration(),
        ofStep ? key.step() : null,
        ofStep ? key.rung() : null,
        status.timer().purpose(),
        status.state(),
        status.timer().dueAt(),
        status.attempts(),
        status.nextSendAt().orElse(null),
        status.withdrawnAt().orElse(null));
  }
}
