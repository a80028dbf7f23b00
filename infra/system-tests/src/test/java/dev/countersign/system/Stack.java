package dev.countersign.system;

import dev.countersign.embedded.DirectoryTree;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.RunningStack;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A stack of the tests' own, on free ports, started and stopped by the launcher a user has. */
final class Stack {
  private static final Path ROOT = Path.of(System.getProperty("countersign.root", "../.."));
  private static final Path STATE = Path.of("target", "stack").toAbsolutePath();

  private Stack() {}

  static Stack start() throws IOException, InterruptedException {
    var stack = new Stack();
    // What an earlier run left: its policies are not in the plan of this one.
    stack.stop();
    DirectoryTree.delete(STATE);
    int status = stack.launch(Path.of("target", "up.log"), "./countersign", "up");
    if (status != 0) {
      throw new IllegalStateException("The stack does not start, see target/up.log");
    }
    return stack;
  }

  void stop() throws IOException, InterruptedException {
    launch(Path.of("target", "down.log"), "./countersign", "down");
  }

  /** Runs a script where the README's reader stands; answers its status. */
  int shell(String script, Path log) throws IOException, InterruptedException {
    return launch(log, "bash", "-c", script);
  }

  private int launch(Path log, String... command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(List.of(command))
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toAbsolutePath().toFile());
    builder.environment().put("COUNTERSIGN_STATE", STATE.toString());
    builder.environment().put("COUNTERSIGN_PORTS", "free");
    builder.environment().put("COUNTERSIGN_BUILD", "no");
    return builder.start().waitFor();
  }

  /** SIGKILL, as an operating system would; the supervisor starts it again. */
  void kill(String child) {
    var pid = running().pids().get(child);
    if (pid == null || !ProcessHandle.of(pid).orElseThrow().destroyForcibly()) {
      throw new IllegalStateException(child + " does not run, so it cannot be killed");
    }
  }

  ApprovalsApi api() {
    return running().api();
  }

  String kafka() {
    return running().kafka();
  }

  URI origin() {
    return running().origin();
  }

  Path repository() {
    return ROOT;
  }

  /** A connection that no row policy binds: the oracle sees all partners. */
  Connection superuser(String database) throws SQLException {
    var postgres = running().endpoints().postgres();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + postgres.address() + "/" + database,
        postgres.superuser(),
        postgres.superuser());
  }

  /** Read anew each time: a child that was killed has another process id. */
  private static RunningStack running() {
    try {
      return RunningStack.of(new StateDirectory(STATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
