package dev.countersign.local.command;

import dev.countersign.embedded.KafkaTools;
import dev.countersign.local.CliProblem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one of Kafka's own tools against the stack's broker; what follows its name is its own. */
@Command(
    name = "kafka",
    description =
        "Run one of Kafka's console tools on the stack's broker, for example topics --list.")
public final class Kafka implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Parameters(index = "0", paramLabel = "TOOL", description = "As in kafka-TOOL.sh.")
  private String tool = "";

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Arguments of the tool.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String broker = "127.0.0.1:" + place.runningStack().ports().of("kafka");
    List<String> command =
        KafkaTools.command(tool, broker, arguments)
            .orElseThrow(() ->
                new CliProblem(
                    "Kafka has no tool %s here; there are %s."
                        .formatted(tool, String.join(", ", KafkaTools.names()))));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
