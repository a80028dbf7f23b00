package dev.countersign.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of one connector as Connect takes it. Those of the product stand in
 * infra/connectors and name what differs per installation as {@code @{placeholder}}.
 */
public record ConnectorDefinition(String name, String json) {

  private static final Pattern PLACEHOLDER = Pattern.compile("@\\{([a-z.]+)}");

  /** One of the product's definitions under its own name. */
  public static ConnectorDefinition of(String connector, Database database) throws IOException {
    return of(connector, database, connector);
  }

  /**
   * One of the product's definitions under another name, so that several copies stand side by side
   * in one cluster. The name is also the topic prefix: Debezium registers its metrics under it and
   * waits for minutes when two connectors of a worker share one.
   */
  public static ConnectorDefinition of(String connector, Database database, String name)
      throws IOException {
    int colon = database.address().lastIndexOf(':');
    Map<String, String> values =
        Map.of(
            "connector.name", name,
            "database.host", database.address().substring(0, colon),
            "database.port", database.address().substring(colon + 1),
            "database.name", database.name(),
            "database.user", database.captureRole(),
            "database.password", database.captureRole(),
            "slot.name", slotOf(name));
    return new ConnectorDefinition(name, fill(read(connector), values));
  }

  /** The replication slot of a connector. */
  public static String slotOf(String name) {
    return name.replace('-', '_');
  }

  private static String fill(String template, Map<String, String> values) {
    TreeSet<String> unknown = new TreeSet<>();
    String json =
        PLACEHOLDER
            .matcher(template)
            .replaceAll(match -> {
              String value = values.get(match.group(1));
              if (value == null) {
                unknown.add(match.group(1));
              }
              return Matcher.quoteReplacement(value == null ? "" : value);
            });
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("No value for " + unknown);
    }
    return json;
  }

  private static String read(String connector) throws IOException {
    String resource = "connectors/" + connector + ".json";
    try (InputStream file = ConnectorDefinition.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalArgumentException("No such connector: " + connector);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
