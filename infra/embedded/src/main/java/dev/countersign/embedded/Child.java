package dev.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A started server. Closing stops it in order and waits until it is gone. */
public final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LINES_OF_LOG = 30;

  private final ChildCommand command;
  private final Process process;

  private Child(ChildCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  public static Child start(ChildCommand command) throws IOException {
    return new Child(command, command.start());
  }

  public long pid() {
    return process.pid();
  }

  public Process process() {
    return process;
  }

  /** Waits for readiness; fails with the end of the log when the process ends or time is up. */
  public Child awaitReady(Duration timeout) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    while (!command.readiness().isReady()) {
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      if (ended || Instant.now().isAfter(deadline)) {
        String how = ended ? "ended with " + process.exitValue() : "is not ready in " + timeout;
        throw new IOException(command.name() + " " + how + "; its log ends:\n" + endOfLog());
      }
    }
    return this;
  }

  /**
   * Ends the process at once, as a crash would, and waits until what it had started has noticed: a
   * backend of PostgreSQL holds on to the memory that the next server wants.
   */
  public void kill() throws InterruptedException {
    var started = process.descendants().map(ProcessHandle::onExit).toList();
    process.destroyForcibly().waitFor();
    CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void close() {
    try {
      command.stopSignal().send(process.toHandle());
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (IOException problem) {
      process.destroyForcibly();
      throw new UncheckedIOException(problem);
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String endOfLog() throws IOException {
    if (!Files.exists(command.log())) {
      return "";
    }
    List<String> lines = Files.readAllLines(command.log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
  }
}
