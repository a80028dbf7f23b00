package dev.countersign.local.state;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.countersign.local.CliProblem;
import dev.countersign.local.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The note that the supervisor keeps in {@code stack.json} and every command reads.
 *
 * @param message why it is not what was asked for, one sentence; empty when all is well
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StackState(
    Phase phase,
    String message,
    Optional<ProcessMark> supervisor,
    PortTable ports,
    List<ChildStatus> children) {

  /** Where a stack stands between {@code up} and {@code down}. */
  public enum Phase {
    STARTING,
    READY,
    FAILED,
    STOPPING,
    DOWN
  }

  public StackState {
    children = List.copyOf(children);
  }

  public static Optional<StackState> read(StateDirectory directory) {
    Path file = directory.stackFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(file.toFile(), StackState.class));
    } catch (IOException problem) {
      throw new CliProblem(
          "Cannot read %s (%s); stop what runs, then delete the file."
              .formatted(file, problem.getMessage()),
          problem);
    }
  }

  /** Replaces the file at once, so that a reader never sees half of it. */
  public void write(StateDirectory directory) throws IOException {
    Files.createDirectories(directory.root());
    Path fresh = Files.createTempFile(directory.root(), "stack", ".tmp");
    Json.MAPPER.writeValue(fresh.toFile(), this);
    Files.move(fresh, directory.stackFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The supervisor's process, if it still lives. */
  public Optional<ProcessHandle> supervising() {
    return supervisor.flatMap(ProcessMark::alive);
  }

  /** Children that live without their supervisor, because it was killed. */
  public List<ProcessHandle> livingChildren() {
    return children.stream()
        .flatMap(child -> child.mark().stream())
        .flatMap(mark -> mark.alive().stream())
        .toList();
  }
}
