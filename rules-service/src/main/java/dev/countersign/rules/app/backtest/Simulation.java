package dev.countersign.rules.app.backtest;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.PolicyId;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A backtest as a job: what was asked for, how far it is, and what came out. */
public record Simulation(
    UUID id,
    OperationCode operation,
    Optional<Candidate> candidate,
    Window window,
    State state,
    String requestedBy,
    OffsetDateTime createdAt,
    Optional<OffsetDateTime> endedAt,
    Progress progress,
    Optional<String> report,
    Optional<String> failure) {

  /** The version that is tried; a document that was never drafted has none. */
  public record Candidate(PolicyId policy, int version) {}

  /** Records looked at, of how many. */
  public record Progress(long read, long total) {
    public static final Progress NONE = new Progress(0, 0);
  }

  /** Where it stands. Only a running one changes. */
  public enum State {
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED
  }
}
