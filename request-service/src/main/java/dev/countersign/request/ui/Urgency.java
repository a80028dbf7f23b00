package dev.countersign.request.ui;

import java.time.Duration;
import java.time.Instant;

/** How soon a step's time runs out, in the three degrees a page tells apart. */
public enum Urgency {
  OVERDUE,
  URGENT,
  SOON,
  CALM;

  private static final Duration URGENT_BELOW = Duration.ofHours(4);
  private static final Duration SOON_BELOW = Duration.ofHours(24);

  static Urgency at(Instant due, Instant now) {
    var left = Duration.between(now, due);
    if (left.isNegative()) {
      return OVERDUE;
    }
    return left.compareTo(URGENT_BELOW) < 0 ? URGENT : left.compareTo(SOON_BELOW) < 0 ? SOON : CALM;
  }

  /** Which of the style sheet's badge colours says it; the label says it without colour. */
  public String tone() {
    return switch (this) {
      case OVERDUE, URGENT -> "negative";
      case SOON -> "waiting";
      case CALM -> "info";
    };
  }
}
