package dev.countersign.local.command;

import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the stack and waits until nothing is left of it. The data stays. */
@Command(name = "down", description = "Stop everything; the data stays.")
public final class Down implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Override
  public Integer call() throws IOException {
    StateDirectory directory = place.directory();
    Optional<StackState> stack = place.stack();
    Optional<ProcessHandle> supervisor = stack.flatMap(StackState::supervising);
    if (supervisor.isPresent()) {
      SupervisorProcess.stop(directory, supervisor.get());
      System.out.println("Countersign is down.");
    } else {
      int left = stack.map(Leftovers::stop).orElse(0);
      System.out.println(
          left == 0
              ? "Nothing is running."
              : "Stopped %d processes whose supervisor had been killed.".formatted(left));
    }
    noteDown(directory);
    return 0;
  }

  /** A killed supervisor could not write it down itself. */
  private static void noteDown(StateDirectory directory) throws IOException {
    Optional<StackState> last = StackState.read(directory);
    if (last.isPresent() && last.get().phase() != Phase.DOWN) {
      StackState stack = last.get();
      new StackState(Phase.DOWN, "", Optional.empty(), stack.ports(), List.of()).write(directory);
    }
  }
}
