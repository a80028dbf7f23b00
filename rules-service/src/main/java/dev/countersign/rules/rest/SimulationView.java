package dev.countersign.rules.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.rules.app.backtest.Simulation;
import dev.countersign.rules.core.backtest.Report;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A backtest as it is shown; the report is there once it is completed. */
@Schema(name = "Simulation")
public record SimulationView(
    UUID id,
    String operation,
    @Schema(description = "Absent where a document was tried that is no version.")
        @Nullable UUID policyId,
    @Nullable Integer version,
    Instant from,
    Instant to,
    Simulation.State state,
    Progress progress,
    String requestedBy,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime endedAt,
    @Schema(
            description =
                "record_limit_reached, event_limit_reached, time_limit_reached: narrow the window; instance_lost,"
                    + " instance_stopped, simulation_failed: run it again.")
        @Nullable String failure,
    @Schema(implementation = Report.class) @JsonRawValue @Nullable String report) {

  /** Records looked at so far, of how many. */
  @Schema(name = "SimulationProgress")
  public record Progress(long read, long total) {}

  static SimulationView of(Simulation it) {
    return new SimulationView(
        it.id(),
        it.operation().value(),
        it.candidate().map(candidate -> candidate.policy().value()).orElse(null),
        it.candidate().map(Simulation.Candidate::version).orElse(null),
        it.window().from(),
        it.window().to(),
        it.state(),
        new Progress(it.progress().read(), it.progress().total()),
        it.requestedBy(),
        it.createdAt(),
        it.endedAt().orElse(null),
        it.failure().orElse(null),
        it.report().orElse(null));
  }
}
