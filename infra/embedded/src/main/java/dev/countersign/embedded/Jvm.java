package dev.countersign.embedded;

import java.util.List;
import java.util.stream.Stream;

/** Options for the JVMs of the servers. */
public final class Jvm {

  /** For a JVM that lives for one test run: it starts sooner and never gets fast. */
  public static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private static final List<String> LOGGING =
      List.of(
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");

  private static final List<String> QUIET =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.net.preferIPv4Stack=true");

  private Jvm() {}

  static List<String> options(List<String> own) {
    return Stream.of(QUIET, LOGGING, own).flatMap(List::stream).toList();
  }
}
