package dev.countersign.escalation.core.calendar;

import static java.util.stream.Collectors.toMap;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Calendars that the tests talk about. */
public final class CalendarFixtures {

  public static final ZoneId DHAKA = ZoneId.of("Asia/Dhaka");
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final List<Opening> NINE_TO_FIVE = List.of(hours(9, 17));

  private CalendarFixtures() {}

  public static Opening hours(int from, int until) {
    return new Opening(from * 60, until * 60);
  }

  /** Monday to Friday, nine to five. */
  public static BusinessCalendar office(ZoneId zone, Holiday... holidays) {
    return calendar(
        zone, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), NINE_TO_FIVE, holidays);
  }

  public static BusinessCalendar calendar(
      ZoneId zone, Set<DayOfWeek> days, List<Opening> hours, Holiday... holidays) {
    return new BusinessCalendar(
        zone,
        days.stream().collect(toMap(day -> day, _ -> hours)),
        Stream.of(holidays).collect(toMap(Holiday::date, day -> day)));
  }

  public static Holiday closed(String date) {
    return new Holiday(LocalDate.parse(date), "closed", List.of());
  }

  public static Holiday open(String date, Opening... hours) {
    return new Holiday(LocalDate.parse(date), "short", List.of(hours));
  }
}
