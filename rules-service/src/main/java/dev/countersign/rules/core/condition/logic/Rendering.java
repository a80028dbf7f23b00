package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values written as JSON, for people. */
final class Rendering {

  private Rendering() {}

  static String of(Value value) {
    return switch (value) {
      case Value.Text(var text) -> quoted(text);
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Bool(var truth) -> truth ? "true" : "false";
      case Value.Items(var items) ->
          items.stream().map(Rendering::of).collect(Collectors.joining(",", "[", "]"));
      case Value.Fields(var fields) ->
          new TreeMap<>(fields)
              .entrySet().stream()
                  .map(field -> quoted(field.getKey()) + ":" + of(field.getValue()))
                  .collect(Collectors.joining(",", "{", "}"));
      case Value.Missing _ -> "null";
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
