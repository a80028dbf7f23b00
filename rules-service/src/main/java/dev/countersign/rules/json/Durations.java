package dev.countersign.rules.json;

import dev.countersign.rules.core.policy.Span;
import java.time.Duration;

/** Durations as people write them: seven days are {@code P7D}, not {@code PT168H}. */
public final class Durations {

  private Durations() {}

  /** In a calendar a day is not 24 hours, so each stays what it was written as. */
  static String text(Span span) {
    return switch (span.unit()) {
      case CLOCK, BUSINESS_DAYS -> text(span.length());
      case BUSINESS_HOURS -> span.length().toString();
    };
  }

  public static String text(Duration duration) {
    var days = duration.toDays();
    return days > 0 && duration.equals(Duration.ofDays(days))
        ? "P" + days + "D"
        : duration.toString();
  }
}
