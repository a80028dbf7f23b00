package dev.countersign.embedded;

import java.io.IOException;
import java.time.Duration;

/**
 * A PostgreSQL server of one test, which may be killed and started again. This JVM is its parent
 * and reaps it: a dead server that nobody has reaped would block the next start.
 */
public final class KillableServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;

  private final PostgresServer server;
  private Child child;
  private ParentDeathWatch watch;

  private KillableServer(PostgresServer server, Child child, ParentDeathWatch watch) {
    this.server = server;
    this.child = child;
    this.watch = watch;
  }

  /** Starts it, and waits until it answers. */
  public static KillableServer start(PostgresServer server)
      throws IOException, InterruptedException {
    Child child = run(server);
    return new KillableServer(server, child, watch(server, child));
  }

  public PostgresServer server() {
    return server;
  }

  public boolean isRunning() {
    return child.process().isAlive();
  }

  /** SIGKILL: nothing is flushed, nobody says good-bye. */
  public synchronized void kill() throws InterruptedException {
    child.kill();
    watch.close();
  }

  /** After a kill; recovery included. */
  public synchronized void restart() throws IOException, InterruptedException {
    child = runAgain();
    watch = watch(server, child);
  }

  /** The killed server's processes may hold its shared memory for a moment longer. */
  private Child runAgain() throws IOException, InterruptedException {
    IOException last = new IOException("Not tried");
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return run(server);
      } catch (IOException problem) {
        last = problem;
      }
    }
    throw last;
  }

  /** Stops it in order and forgets its data. */
  @Override
  public synchronized void close() throws IOException {
    if (isRunning()) {
      child.close();
    }
    watch.close();
    DirectoryTree.delete(server.directory());
  }

  private static Child run(PostgresServer server) throws IOException, InterruptedException {
    return Child.start(server.prepare().command()).awaitReady(PATIENCE);
  }

  private static ParentDeathWatch watch(PostgresServer server, Child child) throws IOException {
    return ParentDeathWatch.over(child.pid(), server.directory());
  }
}
