package dev.countersign.local.command;

import dev.countersign.local.CliProblem;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StateDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about: by default the one whose state is in the repository. */
public final class Place {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description = "Where the stack keeps its state (or COUNTERSIGN_STATE; default .countersign).")
  private @Nullable Path state;

  /** The checked-out repository, which the launcher script names. */
  public static Path repository() {
    return Path.of(System.getProperty("countersign.root", "")).toAbsolutePath().normalize();
  }

  public StateDirectory directory() {
    Path named = state;
    if (named == null) {
      String variable = System.getenv("COUNTERSIGN_STATE");
      named =
          variable == null || variable.isBlank()
              ? repository().resolve(".countersign")
              : Path.of(variable);
    }
    return new StateDirectory(named);
  }

  public Optional<StackState> stack() {
    return StackState.read(directory());
  }

  /** The state of a stack whose supervisor lives. */
  public StackState runningStack() {
    return stack()
        .filter(stack -> stack.supervising().isPresent())
        .orElseThrow(
            () -> new CliProblem("No stack is running here; start one with ./countersign up."));
  }
}
