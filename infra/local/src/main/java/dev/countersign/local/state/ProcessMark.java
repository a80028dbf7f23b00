package dev.countersign.local.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be told from a later one with the same id, by when it started.
 *
 * @param startedAt unknown on systems that do not tell; then the id has to do
 */
public record ProcessMark(long pid, Optional<Instant> startedAt) {

  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  public static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), process.info().startInstant());
  }

  /** The process, if it still is the one that was marked. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
  }

  private boolean isTheSame(ProcessHandle process) {
    Optional<Instant> started = process.info().startInstant();
    if (started.isEmpty() || startedAt.isEmpty()) {
      return true;
    }
    return Duration.between(started.get(), startedAt.get()).abs().compareTo(TOLERANCE) < 0;
  }
}
