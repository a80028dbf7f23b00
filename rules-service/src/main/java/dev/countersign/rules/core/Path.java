package dev.countersign.rules.core;

import java.util.List;

/** Where a fact stands in an event's data: field names from the outside in, written with dots. */
public record Path(List<String> segments) {

  public Path {
    segments = List.copyOf(segments);
    if (segments.isEmpty() || segments.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("A path needs field names, but was " + segments);
    }
  }

  /** Parses {@code payment.amount}. */
  public static Path of(String dotted) {
    return new Path(List.of(dotted.split("\\.", -1)));
  }

  /** The value at this path, or {@link Value#MISSING}. */
  public Value in(Value root) {
    var value = root;
    for (var segment : segments) {
      if (!(value instanceof Value.Fields(var fields))) {
        return Value.MISSING;
      }
      value = fields.getOrDefault(segment, Value.MISSING);
    }
    return value;
  }

  @Override
  public String toString() {
    return String.join(".", segments);
  }
}
