package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Configuration of a server, written before each start because ports and paths may have moved. */
final class PropertyFile {

  private PropertyFile() {}

  static void write(Path file, Map<String, String> properties) throws IOException {
    String lines =
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(file, lines);
  }
}
