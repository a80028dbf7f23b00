package dev.countersign.escalation.core.calendar;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * When somebody is there: hours of the week in a zone, and the days that are unlike the others. A
 * day without hours is the same whether it was said or left out, so only days with hours are kept.
 */
public record BusinessCalendar(
    ZoneId zone, Map<DayOfWeek, List<Opening>> week, Map<LocalDate, Holiday> holidays) {

  private static final int MOST_OPENINGS = 12;
  private static final int MOST_HOLIDAYS = 2000;

  public BusinessCalendar {
    week =
        week.entrySet().stream()
            .filter(it -> !it.getValue().isEmpty())
            .collect(toUnmodifiableMap(Map.Entry::getKey, it -> List.copyOf(it.getValue())));
    holidays = Map.copyOf(holidays);
  }

  /** The hours of a day, in their order. */
  List<Opening> hoursOn(LocalDate date) {
    var holiday = holidays.get(date);
    return holiday == null ? week.getOrDefault(date.getDayOfWeek(), List.of()) : holiday.hours();
  }

  /**
   * Why it may not be kept; empty if it may. One that is open in no week would let its timers wait
   * for ever: a holiday's hours alone do not open it.
   */
  public List<CalendarProblem> problems() {
    var found = new HashSet<CalendarProblem>();
    week.forEach((day, hours) -> check(hours, "hours." + day, found));
    holidays.forEach((date, day) -> check(day.hours(), "holidays." + date, found));
    if (week.isEmpty()) {
      found.add(new CalendarProblem(CalendarProblem.Code.NEVER_OPEN, "hours"));
    }
    if (holidays.size() > MOST_HOLIDAYS) {
      found.add(new CalendarProblem(CalendarProblem.Code.TOO_MANY_HOLIDAYS, "holidays"));
    }
    var sorted = new ArrayList<>(found);
    sorted.sort((one, other) -> one.path().compareTo(other.path()));
    return sorted;
  }

  private static void check(List<Opening> hours, String path, HashSet<CalendarProblem> found) {
    int end = 0;
    var isSound = hours.size() <= MOST_OPENINGS;
    for (var opening : hours) {
      isSound = isSound && opening.isSound() && opening.from() >= end;
      end = opening.until();
    }
    if (!isSound) {
      found.add(new CalendarProblem(CalendarProblem.Code.HOURS_INVALID, path));
    }
  }
}
