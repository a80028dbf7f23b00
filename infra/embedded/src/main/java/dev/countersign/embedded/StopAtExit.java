package dev.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A server that lives as long as this JVM, and whose files live no longer than the server. */
final class StopAtExit {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Child child;
  private final ParentDeathWatch watch;
  private final StopSignal signal;
  private final Path directory;

  private StopAtExit(Child child, ParentDeathWatch watch, ChildCommand command) {
    this.child = child;
    this.watch = watch;
    this.signal = command.stopSignal();
    this.directory = command.directory();
  }

  static void start(ChildCommand command) throws IOException, InterruptedException {
    Child child = Child.start(command);
    ParentDeathWatch watch = ParentDeathWatch.over(child.pid(), command.directory());
    StopAtExit running = new StopAtExit(child, watch, command);
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop " + command.name()));
    child.awaitReady(PATIENCE);
  }

  /**
   * No data is kept, so the JVMs are not shut down in order. PostgreSQL is, because only it can
   * reap the processes that it started.
   */
  private void stop() {
    try {
      switch (signal) {
        case INT -> child.close();
        case TERM -> child.kill();
      }
      watch.close();
      DirectoryTree.delete(directory);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
