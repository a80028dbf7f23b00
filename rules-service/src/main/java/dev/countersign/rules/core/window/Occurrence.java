package dev.countersign.rules.core.window;

import dev.countersign.rules.core.operation.OperationCode;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An event as one windowed fact counts it.
 *
 * @param group what the events that are counted together have in common
 */
public record Occurrence(
    String partner,
    OperationCode operation,
    WindowedFact fact,
    String group,
    Occasion occasion,
    BigDecimal amount) {

  /**
   * Which event, and when it counts.
   *
   * @param event the same for each delivery of one event, and for no other
   */
  public record Occasion(String event, Instant time) {}

  /** What it is added to: the same whatever the length of the window. */
  public Counter counter() {
    return new Counter(partner, operation, fact.measure(), group);
  }

  /** One running count. */
  public record Counter(String partner, OperationCode operation, String measure, String group) {}
}
