package dev.countersign.rules.core.operation;

import java.util.regex.Pattern;

/** What is gated, in lower snake case: {@code refund}, {@code credit_limit_change}. */
public record OperationCode(String value) {

  private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final int LONGEST = 60;

  public OperationCode {
    if (!isValid(value)) {
      throw new IllegalArgumentException("An operation code is lower snake case, but was " + value);
    }
  }

  /** Whether the text has the form of a code; says nothing about its being registered. */
  public static boolean isValid(String text) {
    return text.length() <= LONGEST && SNAKE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
