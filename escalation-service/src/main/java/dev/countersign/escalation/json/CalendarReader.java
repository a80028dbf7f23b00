package dev.countersign.escalation.json;

import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.CalendarProblem;
import dev.countersign.escalation.core.calendar.CalendarProblem.Code;
import dev.countersign.escalation.core.calendar.Holiday;
import dev.countersign.escalation.core.calendar.Opening;
import dev.countersign.escalation.json.CalendarDocument.HolidayDocument;
import dev.countersign.escalation.json.CalendarDocument.HoursDocument;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a calendar's document and says everything that is wrong with it. */
public final class CalendarReader {

  private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|24:00");
  private static final int LONGEST_NAME = 100;

  private final List<CalendarProblem> problems = new ArrayList<>();

  private CalendarReader() {}

  /** A calendar, or why it is none. */
  public sealed interface Checked {
    record Good(BusinessCalendar calendar) implements Checked {}

    record Bad(List<CalendarProblem> problems) implements Checked {}
  }

  public static Checked check(CalendarDocument document) {
    var reader = new CalendarReader();
    var calendar =
        new BusinessCalendar(
            reader.zone(document.zone()),
            reader.week(document.hours()),
            reader.holidays(document.holidays()));
    if (reader.problems.isEmpty()) {
      reader.problems.addAll(calendar.problems());
    }
    return reader.problems.isEmpty()
        ? new Checked.Good(calendar)
        : new Checked.Bad(List.copyOf(reader.problems));
  }

  /** A document that was checked when it was kept. */
  public static BusinessCalendar read(CalendarDocument document) {
    return switch (check(document)) {
      case Checked.Good(var calendar) -> calendar;
      case Checked.Bad(var problems) ->
          throw new IllegalStateException("A calendar that is none was kept: " + problems);
    };
  }

  private ZoneId zone(@Nullable String zone) {
    if (zone != null && ZoneId.getAvailableZoneIds().contains(zone)) {
      return ZoneId.of(zone);
    }
    problems.add(new CalendarProblem(Code.ZONE_UNKNOWN, "zone"));
    return ZoneOffset.UTC;
  }

  private Map<DayOfWeek, List<Opening>> week(@Nullable Map<DayOfWeek, List<HoursDocument>> hours) {
    var week = new HashMap<DayOfWeek, List<Opening>>();
    if (hours != null) {
      hours.forEach((day, openings) -> week.put(day, openings(openings, "hours." + day)));
    }
    return week;
  }

  private Map<LocalDate, Holiday> holidays(@Nullable List<HolidayDocument> holidays) {
    var found = new HashMap<LocalDate, Holiday>();
    for (int index = 0; holidays != null && index < holidays.size(); index++) {
      holiday(holidays.get(index), "holidays[" + index + "]", found);
    }
    return found;
  }

  private void holiday(
      @Nullable HolidayDocument holiday, String path, Map<LocalDate, Holiday> found) {
    var name = holiday == null || holiday.name() == null ? "" : holiday.name();
    if (holiday == null || holiday.date() == null || name.length() > LONGEST_NAME) {
      problems.add(new CalendarProblem(Code.HOLIDAY_INVALID, path));
      return;
    }
    try {
      var date = LocalDate.parse(holiday.date());
      var day = new Holiday(date, name, openings(holiday.hours(), path + ".hours"));
      if (found.put(date, day) != null) {
        problems.add(new CalendarProblem(Code.HOLIDAY_REPEATED, path));
      }
    } catch (DateTimeException _) {
      problems.add(new CalendarProblem(Code.HOLIDAY_INVALID, path + ".date"));
    }
  }

  private List<Opening> openings(@Nullable List<HoursDocument> hours, String path) {
    var openings = new ArrayList<Opening>();
    for (int index = 0; hours != null && index < hours.size(); index++) {
      var one = hours.get(index);
      var from = one == null ? -1 : minute(one.from());
      var until = one == null ? -1 : minute(one.until());
      if (from < 0 || until < 0) {
        problems.add(new CalendarProblem(Code.HOURS_INVALID, path + "[" + index + "]"));
      }
      openings.add(new Opening(from, until));
    }
    return openings;
  }

  private static int minute(@Nullable String clock) {
    if (clock == null || !CLOCK.matcher(clock).matches()) {
      return -1;
    }
    return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
  }
}
