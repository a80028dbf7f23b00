package dev.countersign.local.command;

import dev.countersign.local.CliProblem;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import dev.countersign.local.supervisor.LogTail;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows what the supervisor does until it is done; Ctrl-C meanwhile stops everything. */
final class StartWatch {

  private static final int LINES_OF_LOG = 20;

  private final StateDirectory directory;
  private final ProcessHandle supervisor;
  private final PrintStream out;
  private int shown;
  private volatile boolean interrupted;

  StartWatch(StateDirectory directory, ProcessHandle supervisor, PrintStream out) {
    this.directory = directory;
    this.supervisor = supervisor;
    this.out = out;
  }

  /** Answers the exit status of the command. */
  int untilReady() throws IOException, InterruptedException {
    Thread stop = Thread.ofPlatform().unstarted(this::stopAll);
    Runtime.getRuntime().addShutdownHook(stop);
    Phase phase = Phase.STARTING;
    boolean alive = true;
    while (alive && phase == Phase.STARTING) {
      alive = !endsWithinMoment();
      showProgress();
      phase = stack().phase();
    }
    if (interrupted) {
      // The JVM ends when the hook is through; there is nothing left to say.
      Thread.currentThread().join();
    }
    if (phase == Phase.FAILED) {
      supervisor.onExit().join();
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    return conclude(phase);
  }

  private void stopAll() {
    interrupted = true;
    out.println("Stopping everything that was started.");
    SupervisorProcess.stop(directory, supervisor);
  }

  private int conclude(Phase phase) throws IOException {
    return switch (phase) {
      case READY -> 0;
      case FAILED -> throw new CliProblem(stack().message());
      case STOPPING, DOWN -> throw new CliProblem("The stack was stopped while it started.");
      case STARTING -> throw new CliProblem(diedUnnoticed());
    };
  }

  private String diedUnnoticed() throws IOException {
    List<String> end = LogTail.lines(directory.log("supervisor"), LINES_OF_LOG);
    return "The supervisor ended; its log ends:\n  " + String.join("\n  ", end);
  }

  private boolean endsWithinMoment() throws InterruptedException {
    try {
      supervisor.onExit().get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private void showProgress() throws IOException {
    if (Files.exists(directory.progress())) {
      List<String> lines = Files.readAllLines(directory.progress());
      lines
          .subList(Math.min(shown, lines.size()), lines.size())
          .forEach(line -> out.println("  " + line));
      shown = lines.size();
    }
  }

  private StackState stack() {
    return StackState.read(directory).orElseThrow();
  }
}
