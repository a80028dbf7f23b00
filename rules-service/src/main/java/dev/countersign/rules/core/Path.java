package dev.countersign.rules.core;

import java.util.List;

/**
 * Where a fact stands in an event's data: field names from the outside in, written with dots; in a
 * list, the index of an element counted from 0 (F-048).
 */
public record Path(List<String> segments) {

  private static final int LONGEST_INDEX = 4;

  public Path {
    segments = List.copyOf(segments);
    if (segments.isEmpty() || segments.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("A path needs field names, but was " + segments);
    }
  }

  /** Parses {@code payment.amount} or {@code lines.0.amount}. */
  public static Path of(String dotted) {
    return new Path(List.of(dotted.split("\\.", -1)));
  }

  /** Whether a segment can be the index of a list: plain digits, few enough to count with. */
  public static boolean isIndex(String segment) {
    return !segment.isEmpty()
        && segment.length() <= LONGEST_INDEX
        && segment.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /** The value at this path, or {@link Value#MISSING}. */
  public Value in(Value root) {
    var value = root;
    for (int depth = 0; depth < segments.size(); depth++) {
      value = step(value, segments.get(depth));
    }
    return value;
  }

  private static Value step(Value value, String segment) {
    if (value instanceof Value.Fields(var fields)) {
      return fields.getOrDefault(segment, Value.MISSING);
    }
    if (value instanceof Value.Items(var items) && isIndex(segment)) {
      var index = Integer.parseInt(segment);
      return index < items.size() ? items.get(index) : Value.MISSING;
    }
    return Value.MISSING;
  }

  @Override
  public String toString() {
    return String.join(".", segments);
  }
}
