package dev.countersign.rules.core.window;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Sums in a row, none below zero, that grow a range at a time and are asked for the greatest of a
 * range: both in as many steps as the row's length has binary digits. A binary tree over the row;
 * what a whole branch grew by stands at its root alone.
 */
final class GrowingSums {

  private final int width;
  private final BigDecimal[] greatest;
  private final BigDecimal[] grown;

  /** Places of the row, the last one not among them. */
  record Range(int from, int to) {

    private boolean misses(int start, int width) {
      return to <= start || start + width <= from;
    }

    private boolean holds(int start, int width) {
      return from <= start && start + width <= to;
    }
  }

  GrowingSums(int length) {
    this.width = Integer.highestOneBit(Math.max(1, length - 1)) << 1;
    this.greatest = zeros();
    this.grown = zeros();
  }

  private BigDecimal[] zeros() {
    var zeros = new BigDecimal[2 * width];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  void grow(Range range, BigDecimal by) {
    grow(1, 0, range, by);
  }

  BigDecimal greatest(Range range) {
    return greatest(1, 0, range);
  }

  private void grow(int node, int start, Range range, BigDecimal by) {
    var wide = widthOf(node);
    if (range.misses(start, wide)) {
      return;
    }
    if (range.holds(start, wide)) {
      greatest[node] = greatest[node].add(by);
      grown[node] = grown[node].add(by);
      return;
    }
    grow(2 * node, start, range, by);
    grow(2 * node + 1, start + wide / 2, range, by);
    greatest[node] = greatest[2 * node].max(greatest[2 * node + 1]).add(grown[node]);
  }

  private BigDecimal greatest(int node, int start, Range range) {
    var wide = widthOf(node);
    if (range.misses(start, wide)) {
      return BigDecimal.ZERO;
    }
    if (range.holds(start, wide)) {
      return greatest[node];
    }
    return greatest(2 * node, start, range)
        .max(greatest(2 * node + 1, start + wide / 2, range))
        .add(grown[node]);
  }

  /** How many places a node stands over: all of them at the root, half as many a level below. */
  private int widthOf(int node) {
    return width / Integer.highestOneBit(node);
  }
}
