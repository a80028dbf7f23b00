package dev.countersign.benchmarks.policies;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One condition: a field, one of the fifteen operators, a value. */
record Line(String field, String operator, String value) {

  String quoted() {
    return "\"" + value + "\"";
  }

  /** The values between the commas, each in quotes. */
  String quotedList() {
    return Arrays.stream(value.split(","))
        .map(it -> "\"" + it + "\"")
        .collect(Collectors.joining(","));
  }

  String lower() {
    return value.split(",")[0];
  }

  String upper() {
    return value.split(",")[1];
  }
}
