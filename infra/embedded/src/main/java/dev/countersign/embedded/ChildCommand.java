package dev.countersign.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one server is started, watched and stopped. Starting does not wait: whoever owns the process
 * asks {@code readiness} and sends {@code stopSignal}.
 *
 * @param environment variables added to those of this process
 * @param directory working directory, also the home of the server's data
 * @param log file that the server's output is appended to
 */
public record ChildCommand(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    Readiness readiness,
    StopSignal stopSignal) {

  public ChildCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Starts the process; the handle is the server itself, no shell stands in between. */
  public Process start() throws IOException {
    Files.createDirectories(directory);
    Files.createDirectories(log.toAbsolutePath().resolveSibling("."));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    return builder.start();
  }
}
