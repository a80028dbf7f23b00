package dev.countersign.embedded;

import java.util.List;
import java.util.stream.Stream;

/** Options for the JVMs of the servers. */
public final class Jvm {

  /** For a JVM that lives for one test run: it starts sooner and never gets fast. */
  public static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  /**
   * For a JVM that serves for hours: smaller objects, and compiled for good after fewer calls, so
   * that the compilers fall silent within minutes. Heap sizes are each server's own.
   */
  public static final List<String> LONG_LIVED =
      List.of(
          "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:CompileThresholdScaling=0.4");

  private static final String LOGGER = "-Dorg.slf4j.simpleLogger.";

  /** Without what is said many times a second while another server is away or nothing happens. */
  private static final List<String> LOGGING =
      List.of(
          LOGGER + "showDateTime=true",
          LOGGER + "dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          LOGGER + "defaultLogLevel=info",
          LOGGER + "log.org.apache.kafka.clients=warn",
          LOGGER + "log.org.apache.kafka.clients.NetworkClient=error",
          LOGGER + "log.org.apache.kafka.connect.runtime.rest.RestServer=warn",
          LOGGER + "log.io.debezium.connector.postgresql.PostgresStreamingChangeEventSource=warn");

  private static final List<String> QUIET =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.net.preferIPv4Stack=true");

  private Jvm() {}

  /** A long-lived JVM with a heap between these. */
  static List<String> withHeap(String least, String most) {
    return Stream.concat(Stream.of("-Xms" + least, "-Xmx" + most), LONG_LIVED.stream()).toList();
  }

  static List<String> options(List<String> own) {
    return Stream.of(QUIET, LOGGING, own).flatMap(List::stream).toList();
  }
}
