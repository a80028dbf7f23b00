package dev.countersign.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that prepares a server and ends. */
final class OneShot {

  private OneShot() {}

  static void run(String name, List<String> command, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(log.resolveSibling("."));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(name + " ended with " + status + ", see " + log);
    }
  }
}
