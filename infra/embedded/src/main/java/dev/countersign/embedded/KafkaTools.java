package dev.countersign.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Kafka's own command line tools, so that nobody has to install them to look at a topic. */
public final class KafkaTools {

  private static final String PACKAGE = "org.apache.kafka.tools.";
  private static final SortedMap<String, String> MAIN_CLASSES =
      new TreeMap<>(
          Map.of(
              "configs", "kafka.admin.ConfigCommand",
              "console-consumer", PACKAGE + "consumer.ConsoleConsumer",
              "console-producer", PACKAGE + "ConsoleProducer",
              "consumer-groups", PACKAGE + "consumer.group.ConsumerGroupCommand",
              "get-offsets", PACKAGE + "GetOffsetShell",
              "topics", PACKAGE + "TopicCommand"));
  private static final List<String> OPTIONS =
      Jvm.options(
          Stream.concat(
                  Jvm.SHORT_LIVED.stream(),
                  Stream.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=error"))
              .toList());

  private KafkaTools() {}

  /** Names as in {@code kafka-NAME.sh}. */
  public static List<String> names() {
    return List.copyOf(MAIN_CLASSES.keySet());
  }

  /** The command line of a tool on this broker; empty if there is no such tool. */
  public static Optional<List<String>> command(String name, String broker, List<String> arguments)
      throws IOException {
    String mainClass = MAIN_CLASSES.get(name);
    if (mainClass == null) {
      return Optional.empty();
    }
    List<String> server = List.of("--bootstrap-server", broker);
    return Optional.of(
        Stream.of(ServerFiles.java(OPTIONS, mainClass), server, arguments)
            .flatMap(List::stream)
            .toList());
  }
}
