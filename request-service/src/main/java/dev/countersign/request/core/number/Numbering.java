package dev.countersign.request.core.number;

import static dev.countersign.request.core.number.NumberRefusal.SEQUENCE_EXHAUSTED;
import static dev.countersign.request.core.number.NumberRefusal.SEQUENCE_OVERLAPS;
import static dev.countersign.request.core.number.NumberRefusal.WOULD_REISSUE;

import java.time.YearMonth;
import java.util.Collection;
import java.util.Optional;

/** The rules of document numbers (F-169 … F-178, C-21). */
public final class Numbering {
  private Numbering() {}

  /**
   * The number after the last one.
   *
   * @param last where the counter of the month's period stands; zero if nothing was issued
   * @param month the present month in the partner's zone
   */
  public static Numbered next(Sequence sequence, long last, YearMonth month) {
    if (last >= Sequence.HIGHEST) {
      return new Numbered.Refused(SEQUENCE_EXHAUSTED);
    }
    var value = last + 1;
    var period = sequence.reset().periodOf(month);
    return new Numbered.Issued(sequence.format().render(month, value), period, value);
  }

  /**
   * Whether a counter may be set by hand (F-225).
   *
   * @param to the counter's new value; the next number is one higher
   * @param highestIssued the highest counter among issued numbers that could be rendered again
   */
  public static Optional<NumberRefusal> setCounter(long to, long highestIssued) {
    if (to >= Sequence.HIGHEST) {
      return Optional.of(SEQUENCE_EXHAUSTED);
    }
    return to < highestIssued ? Optional.of(WOULD_REISSUE) : Optional.empty();
  }

  /** Whether a sequence may stand beside the others of its document type. */
  public static Optional<NumberRefusal> beside(
      NumberFormat format, Collection<NumberFormat> others) {
    return others.stream().anyMatch(format::canMeet)
        ? Optional.of(SEQUENCE_OVERLAPS)
        : Optional.empty();
  }
}
