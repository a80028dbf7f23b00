package dev.countersign.local.command;

import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StateDirectory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Children that outlived a killed supervisor, found by the ids and start times it wrote down. */
final class Leftovers {

  private static final int SECONDS_TO_STOP = 10;

  private Leftovers() {}

  static int stopRecorded(StateDirectory directory) {
    return StackState.read(directory).map(Leftovers::stop).orElse(0);
  }

  /** Asks them to end, then ends them; answers how many there were. */
  static int stop(StackState stack) {
    List<ProcessHandle> left = stack.livingChildren();
    left.forEach(ProcessHandle::destroy);
    CompletableFuture<?> gone =
        CompletableFuture.allOf(
            left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    gone.completeOnTimeout(null, SECONDS_TO_STOP, TimeUnit.SECONDS).join();
    left.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    return left.size();
  }
}
