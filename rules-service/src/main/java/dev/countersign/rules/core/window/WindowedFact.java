package dev.countersign.rules.core.window;

import dev.countersign.rules.core.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * A number that is read from an event and those around it: the sum of a field, or else how many
 * there are, of the events that have the same value in another field, over a span of time (N-12).
 *
 * @param sum what is added up, by its magnitude; without it the events are counted
 * @param per the field, or fact of the context, that events are told apart by
 */
public record WindowedFact(Optional<Path> sum, Path per, Duration over) {

  public static final Duration SHORTEST = Duration.ofMinutes(1);
  public static final Duration LONGEST = Duration.ofDays(31);

  /**
   * So far from when it came in an event may say it happened; one that says more counts when it
   * came in. It is short, since whoever may choose the time chooses the window.
   */
  public static final Duration LATENESS = Duration.ofMinutes(5);

  /** In an order that does not depend on anybody's names. */
  public static final Comparator<WindowedFact> ORDER =
      Comparator.comparing(WindowedFact::measure).thenComparing(WindowedFact::over);

  /** Whether a window can be so long: whole seconds within the bounds. */
  public static boolean isLength(Duration over) {
    return over.compareTo(SHORTEST) >= 0 && over.compareTo(LONGEST) <= 0 && over.toNanosPart() == 0;
  }

  /** What is measured, however long the window: windows of two lengths share what was counted. */
  public String measure() {
    return sum.map(path -> "sum " + path).orElse("count") + " per " + per;
  }

  /**
   * When an event counts: at the time it says, unless that is beyond belief. A time that its
   * producer could choose freely would put each part of a split into a window of its own.
   *
   * @param cameIn when it came in
   */
  public static Instant time(Optional<OffsetDateTime> said, Instant cameIn) {
    return said.map(OffsetDateTime::toInstant)
        .filter(it -> !it.isBefore(cameIn.minus(LATENESS)))
        .filter(it -> !it.isAfter(cameIn.plus(LATENESS)))
        .orElse(cameIn)
        .truncatedTo(ChronoUnit.MICROS);
  }
}
