package dev.countersign.local.command;

import dev.countersign.local.CliProblem;
import dev.countersign.local.state.StateDirectory;
import dev.countersign.local.supervisor.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the log of one part. */
@Command(name = "logs", description = "Print the end of a part's log; -f goes on printing.")
public final class Logs implements Callable<Integer> {

  /** Other names that a part is known by. */
  private static final Map<String, String> SHORT =
      Map.of(
          "rules", "rules-service",
          "request", "request-service",
          "notification", "notification-service",
          "escalation", "escalation-service",
          "mail", "identity",
          "broker", "kafka");

  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "NAME", description = "A name that status shows, or supervisor.")
  private String name = "";

  @Option(names = "-f", description = "Go on printing what is appended.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      description = "How many lines (default: ${DEFAULT-VALUE}).")
  private int lines = 100;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateDirectory directory = place.directory();
    Path log = directory.log(SHORT.getOrDefault(name, name));
    if (!names(directory).contains(SHORT.getOrDefault(name, name))) {
      throw new CliProblem(
          "There is no log of %s; there are %s."
              .formatted(name, String.join(", ", names(directory))));
    }
    if (follow) {
      return new ProcessBuilder("tail", "-n", Integer.toString(lines), "-F", log.toString())
          .inheritIO()
          .start()
          .waitFor();
    }
    LogTail.lines(log, lines).forEach(System.out::println);
    return 0;
  }

  private static List<String> names(StateDirectory directory) throws IOException {
    if (!Files.isDirectory(directory.logs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".log"))
          .map(file -> file.substring(0, file.length() - ".log".length()))
          .sorted()
          .toList();
    }
  }
}
