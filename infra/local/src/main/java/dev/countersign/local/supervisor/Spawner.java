package dev.countersign.local.supervisor;

import dev.countersign.embedded.ChildCommand;
import dev.countersign.embedded.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Starts children so that they die with this process, even when it is killed. Linux sends that
 * signal when the <em>thread</em> that started the child ends, so one thread starts them all and
 * lives as long as the process. Elsewhere {@code down} finds what a killed supervisor left.
 */
final class Spawner {

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("spawner").daemon(true).factory());

  Process start(ChildCommand command) throws IOException, InterruptedException {
    try {
      return thread.submit(() -> tied(command).start()).get();
    } catch (ExecutionException problem) {
      throw new IOException("Cannot start " + command.name(), problem.getCause());
    }
  }

  private static ChildCommand tied(ChildCommand command) {
    if (!Files.isExecutable(SETPRIV)) {
      return command;
    }
    // INT is PostgreSQL's orderly stop and takes its own children along; a JVM may ignore TERM.
    String signal =
        switch (command.stopSignal()) {
          case INT -> "INT";
          case TERM -> "KILL";
        };
    List<String> tied =
        Stream.concat(
                Stream.of(SETPRIV.toString(), "--pdeathsig", signal), command.command().stream())
            .toList();
    StopSignal stop = command.stopSignal();
    return new ChildCommand(
        command.name(),
        tied,
        command.environment(),
        command.directory(),
        command.log(),
        command.readiness(),
        stop);
  }
}
