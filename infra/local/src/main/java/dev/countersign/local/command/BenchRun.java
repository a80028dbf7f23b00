package dev.countersign.local.command;

import dev.countersign.embedded.DirectoryTree;
import dev.countersign.local.CliProblem;
import dev.countersign.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Measures a stack of its own, on free ports and with no data, so that what ran before does not
 * count. The load comes from infra/benchmarks, in a process of its own.
 */
@Command(
    name = "bench",
    description = "Measure approvals per CPU second on a stack of its own; --quick: 5 minutes.")
public final class BenchRun implements Callable<Integer> {

  private static final String MAIN_CLASS = "dev.countersign.benchmarks.Bench";

  @Parameters(paramLabel = "OPTION", description = "Options of the benchmark, for example --quick.")
  private List<String> options = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path repository = Place.repository();
    Path state = repository.resolve(".countersign/bench");
    Path classes = repository.resolve("infra/benchmarks/target/classes");
    if (!Files.isDirectory(classes)) {
      throw new CliProblem("The benchmark is not built; run mvn -Dquick package.");
    }
    remove(state);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> down(state), "stop the stack"));
    int status = launcher(state, "up").waitFor();
    return status == 0 ? measure(repository, classes, state) : status;
  }

  private int measure(Path repository, Path classes, Path state)
      throws IOException, InterruptedException {
    Path libraries = repository.resolve("infra/benchmarks/target/lib");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classes + ":" + libraries + "/*", MAIN_CLASS));
    command.addAll(List.of("--state", state.toString()));
    command.addAll(options);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static Process launcher(Path state, String command) throws IOException {
    String script = Place.repository().resolve("countersign").toString();
    ProcessBuilder launcher = new ProcessBuilder(script, command, "--state", state.toString());
    launcher.environment().put("COUNTERSIGN_PORTS", "free");
    launcher.environment().put("COUNTERSIGN_BUILD", "no");
    launcher.environment().put(Stack.OWNER, Long.toString(ProcessHandle.current().pid()));
    return launcher.inheritIO().start();
  }

  private static void down(Path state) {
    try {
      int status = launcher(state, "down").waitFor();
      assert status == 0;
    } catch (IOException problem) {
      System.err.println("The stack in " + state + " is still up: " + problem.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What an earlier run left, after stopping it. */
  private static void remove(Path state) throws IOException {
    if (!Files.exists(state)) {
      return;
    }
    down(state);
    DirectoryTree.delete(state);
  }
}
