package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An input in words. */
final class Example {

  private Example() {}

  static String of(Map<String, Value> data) {
    return new TreeMap<>(data)
        .entrySet().stream()
            .map(it -> it.getKey() + " = " + words(it.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String words(Value value) {
    return switch (value) {
      case Value.Text(var text) -> "\"" + text + "\"";
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Bool(var truth) -> Boolean.toString(truth);
      case Value.Missing _ -> "nothing";
      case Value.Items _ -> "a list";
      case Value.Fields _ -> "an object";
    };
  }
}
