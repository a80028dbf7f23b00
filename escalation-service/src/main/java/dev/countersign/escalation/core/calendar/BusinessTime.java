package dev.countersign.escalation.core.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts time in a calendar; never before the promise (H4).
 *
 * <p>Open hours are over at the first instant by which so much real time was open. Business days
 * count the days with any open hours after the one at hand: the last of them is over when its clock
 * shows what it showed at the start, or when it opens after that, and with its close at the latest.
 * Who starts on a closed day, or after the close, has nothing of that day, so it is the close.
 */
public final class BusinessTime {

  /** Nobody waits longer: where a budget ends later, or never, it ends here. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

  private final OpenTimes times;

  public BusinessTime(BusinessCalendar calendar) {
    this.times = new OpenTimes(calendar);
  }

  /** What was used of a budget at an instant, and since when the rest of it counts. */
  public record Used(BusinessSpan span, Instant since) {}

  /** When a budget that starts at an instant is used up. */
  public Instant dueAt(Instant start, BusinessSpan budget) {
    if (budget.amount() == 0) {
      return start;
    }
    return switch (budget.unit()) {
      case HOURS -> endOfHours(start, budget.time());
      case DAYS -> endOfDays(start, budget.amount());
    };
  }

  /** The last instant that anything is ever due at. */
  public static Instant horizon(Instant start) {
    var end = start.plus(LONGEST);
    return end.isBefore(LATEST) ? end : LATEST;
  }

  /** How much time is open between two instants. */
  public Duration openBetween(Instant start, Instant until) {
    var sum = new AtomicReference<>(Duration.ZERO);
    times.walk(
        start.getEpochSecond(),
        ceiling(until),
        open -> {
          sum.updateAndGet(it -> it.plus(within(open, start, until)));
          return true;
        });
    return sum.get();
  }

  /**
   * What is used of a budget until an instant before its end. Of days only whole ones are used; the
   * one at hand counts anew from where the last whole one ended.
   */
  public Used used(Instant start, Instant until, BusinessSpan budget) {
    if (!until.isAfter(start)) {
      return new Used(new BusinessSpan(budget.unit(), 0), start);
    }
    return switch (budget.unit()) {
      case HOURS -> new Used(BusinessSpan.hours(openBetween(start, until)), until);
      case DAYS -> wholeDays(start, until, budget.amount());
    };
  }

  private Used wholeDays(Instant start, Instant until, long most) {
    var used = new Used(BusinessSpan.days(0), start);
    for (int days = 1; days < most; days++) {
      var end = endOfDays(start, days);
      if (end.isAfter(until)) {
        return used;
      }
      used = new Used(BusinessSpan.days(days), end);
    }
    return used;
  }

  private Instant endOfHours(Instant start, Duration budget) {
    var horizon = horizon(start);
    var rest = new AtomicReference<>(budget);
    var end = new AtomicReference<>(horizon);
    times.walk(
        start.getEpochSecond(),
        ceiling(horizon),
        open -> {
          var passed = within(open, start, horizon);
          var left = rest.get();
          if (passed.compareTo(left) >= 0) {
            end.set(later(Instant.ofEpochSecond(open.from()), start).plus(left));
            return false;
          }
          rest.set(left.minus(passed));
          return true;
        });
    return end.get();
  }

  private Instant endOfDays(Instant start, long days) {
    var date = times.dateAt(start);
    var clock = clockAt(start, date);
    var horizon = horizon(start);
    var last = times.dateAt(horizon);
    var left = days;
    while (date.isBefore(last)) {
      date = date.plusDays(1);
      var open = times.on(date);
      left -= open.isEmpty() ? 0 : 1;
      if (left == 0) {
        return endOn(open, clock);
      }
    }
    return horizon;
  }

  /** What the clock shows; nothing if no hours of its day are left. */
  private LocalTime clockAt(Instant start, LocalDate date) {
    var open = times.on(date);
    return open.isEmpty() || start.getEpochSecond() >= open.getLast().until()
        ? LocalTime.MAX
        : start.atZone(times.calendar().zone()).toLocalTime();
  }

  /** The first open instant whose clock shows no less, or else the close. */
  private static Instant endOn(List<OpenTimes.Stretch> open, LocalTime clock) {
    for (var stretch : open) {
      var shown = LocalTime.ofSecondOfDay(stretch.secondOfDay(stretch.from()));
      var end =
          shown.isBefore(clock)
              ? Instant.ofEpochSecond(stretch.from()).plus(Duration.between(shown, clock))
              : Instant.ofEpochSecond(stretch.from());
      if (!clock.equals(LocalTime.MAX) && end.isBefore(Instant.ofEpochSecond(stretch.until()))) {
        return end;
      }
    }
    return Instant.ofEpochSecond(open.getLast().until());
  }

  private static Duration within(OpenTimes.Stretch open, Instant start, Instant until) {
    var from = later(Instant.ofEpochSecond(open.from()), start);
    var end = Instant.ofEpochSecond(open.until());
    var passed = Duration.between(from, end.isBefore(until) ? end : until);
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static long ceiling(Instant instant) {
    return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
  }
}
