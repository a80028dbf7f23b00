package dev.countersign.rules.json;

import java.time.Duration;

/** Durations as people write them: seven days are {@code P7D}, not {@code PT168H}. */
public final class Durations {

  private Durations() {}

  public static String text(Duration duration) {
    var days = duration.toDays();
    return days > 0 && duration.equals(Duration.ofDays(days))
        ? "P" + days + "D"
        : duration.toString();
  }
}
