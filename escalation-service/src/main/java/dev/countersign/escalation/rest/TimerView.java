package dev.countersign.escalation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.core.Purpose;
import dev.countersign.escalation.core.calendar.RunningBudget;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
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
    @Nullable Instant withdrawnAt,
    @Schema(description = "In whose time it runs; by the clock when absent")
        @Nullable String calendar,
    @Schema(description = "By which version of it it is due; 0 while there is none")
        @Nullable Integer calendarVersion,
    @Schema(description = "How much of the calendar's time it has: PT8H open hours or P1D days")
        @Nullable String budget,
    @Schema(description = "What of it was used when the calendar was last changed")
        @Nullable String consumed) {

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
        status.withdrawnAt().orElse(null),
        of(status, RunningBudget::calendar),
        of(status, _ -> status.timer().calendarVersion()),
        of(status, it -> it.budget().toString()),
        of(status, it -> it.consumed().toString()));
  }

  private static <T> @Nullable T of(TimerStatus status, Function<RunningBudget, T> part) {
    return status.timer().budget().map(part).orElse(null);
  }
}
