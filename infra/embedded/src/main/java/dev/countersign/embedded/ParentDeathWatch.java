package dev.countersign.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * Ends a child and removes its directory when this JVM dies without having stopped it, even by kill
 * -9: a small shell waits for the end of a pipe that only this JVM holds open.
 */
final class ParentDeathWatch implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      cat >/dev/null
      kill -INT "$0"
      for second in 1 2 3 4 5; do
        kill -0 "$0" || break
        sleep 1
      done
      kill -KILL "$0"
      rm -rf "$1"
      """;

  private final Process shell;

  private ParentDeathWatch(Process shell) {
    this.shell = shell;
  }

  static ParentDeathWatch over(long pid, Path directory) throws IOException {
    return new ParentDeathWatch(
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, Long.toString(pid), directory.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Call only after the child is gone. */
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
