package dev.countersign.escalation.core.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A calendar's hours as stretches of real time. An instant is open if the clock on the wall then
 * shows an open minute of its day: what a gap of the clock skips is never open, and what it shows
 * twice is open twice.
 */
record OpenTimes(BusinessCalendar calendar) {

  /** No zone is farther from Greenwich. */
  private static final int FARTHEST = 18 * 60 * 60;

  private static final int MINUTE = 60;
  private static final int DAY = Opening.DAY * MINUTE;

  /** Real time within one offset; in seconds since the epoch, as offsets and openings are. */
  record Stretch(long from, long until, int offset) {

    private boolean isEmpty() {
      return from >= until;
    }

    /** The second of the day that the clock on the wall shows at an instant of the epoch. */
    int secondOfDay(long at) {
      return Math.floorMod(at + offset, DAY);
    }

    private Stretch within(long least, long most) {
      return new Stretch(Math.max(from, least), Math.min(until, most), offset);
    }
  }

  /** Visits what is open between two instants, in the order of time, as long as it is wanted. */
  void walk(long from, long until, Predicate<Stretch> isWanted) {
    var at = from;
    while (at < until) {
      var span = spanAt(at, until);
      if (!walk(span, isWanted)) {
        return;
      }
      at = span.until();
    }
  }

  /** What is open on a day, in the order of time. */
  List<Stretch> on(LocalDate date) {
    var midnight = date.toEpochDay() * DAY;
    var found = new ArrayList<Stretch>();
    var at = midnight - FARTHEST;
    while (at < midnight + DAY + FARTHEST && !calendar.hoursOn(date).isEmpty()) {
      var span = spanAt(at, midnight + DAY + FARTHEST);
      visit(date, span, found::add);
      at = span.until();
    }
    return found;
  }

  LocalDate dateAt(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }

  private boolean walk(Stretch span, Predicate<Stretch> isWanted) {
    var last = Math.floorDiv(span.until() - 1 + span.offset(), DAY);
    for (var day = Math.floorDiv(span.from() + span.offset(), DAY); day <= last; day++) {
      if (!visit(LocalDate.ofEpochDay(day), span, isWanted)) {
        return false;
      }
    }
    return true;
  }

  private boolean visit(LocalDate date, Stretch span, Predicate<Stretch> isWanted) {
    var midnight = date.toEpochDay() * DAY - span.offset();
    for (var opening : calendar.hoursOn(date)) {
      var open =
          span.within(
              midnight + (long) opening.from() * MINUTE,
              midnight + (long) opening.until() * MINUTE);
      if (!open.isEmpty() && !isWanted.test(open)) {
        return false;
      }
    }
    return true;
  }

  /** The time from an instant on in which the zone keeps its offset. */
  private Stretch spanAt(long at, long until) {
    var rules = calendar.zone().getRules();
    var instant = Instant.ofEpochSecond(at);
    ZoneOffset offset = rules.getOffset(instant);
    var next = rules.nextTransition(instant);
    var end = next == null ? until : Math.min(until, next.toEpochSecond());
    return new Stretch(at, end, offset.getTotalSeconds());
  }
}
