package dev.countersign.escalation.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Due times against a count of minutes, one after the other, by what the clock on the wall shows.
 * {@code -Dcountersign.calendar.cases=1000000} tries as many as one has patience for.
 */
class BusinessTimePropertyTest {

  private static final int CASES = Integer.getInteger("countersign.calendar.cases", 100_000);
  private static final int CASES_A_WALK = 50;
  private static final int MINUTES = 12 * 24 * 60;

  /** Gaps and overlaps of an hour and of half of one, at midnight, in the night, and a lost day. */
  private static final List<ZoneId> ZONES =
      List.of(
              "Europe/Berlin",
              "Europe/London",
              "Europe/Dublin",
              "Europe/Istanbul",
              "America/New_York",
              "America/St_Johns",
              "America/Sao_Paulo",
              "America/Santiago",
              "America/Havana",
              "Asia/Dhaka",
              "Asia/Kolkata",
              "Asia/Kathmandu",
              "Asia/Tehran",
              "Asia/Beirut",
              "Asia/Riyadh",
              "Africa/Cairo",
              "Africa/Casablanca",
              "Australia/Lord_Howe",
              "Australia/Adelaide",
              "Pacific/Apia",
              "Pacific/Chatham",
              "Antarctica/Troll",
              "UTC")
          .stream()
          .map(ZoneId::of)
          .toList();

  private static final long FIRST = LocalDate.of(1970, 1, 3).toEpochDay();
  private static final long LAST = LocalDate.of(2040, 12, 1).toEpochDay();

  private final long seed = Long.getLong("countersign.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  @DisplayName(
      "H4 R13 due times in calendars are those that a count of minutes comes to, and never earlier")
  void dueTimesAreThoseOfTheMinutes() {
    System.out.println("BusinessTimePropertyTest: countersign.seed=" + seed);
    int done = 0;
    while (done < CASES) {
      var walk = new Walk(calendar(), start());
      for (int at = 0; at < CASES_A_WALK; at++) {
        done += walk.check(random.nextInt(MINUTES / 2), random.nextInt(8) == 0) ? 1 : 0;
      }
    }
  }

  private Instant start() {
    var day = FIRST + random.nextLong(LAST - FIRST);
    return Instant.ofEpochSecond(day * 86_400 + random.nextInt(1440) * 60L);
  }

  private BusinessCalendar calendar() {
    var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    var weekend = random.nextBoolean() ? DayOfWeek.FRIDAY : DayOfWeek.SATURDAY;
    for (var day : DayOfWeek.values()) {
      var isWeekend = day == weekend || day == weekend.plus(1);
      week.put(day, isWeekend && random.nextInt(5) > 0 ? List.of() : openings());
    }
    if (week.values().stream().allMatch(List::isEmpty)) {
      week.put(DayOfWeek.MONDAY, List.of(new Opening(0, Opening.DAY)));
    }
    return new BusinessCalendar(ZONES.get(random.nextInt(ZONES.size())), week, Map.of());
  }

  private List<Opening> openings() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(new Opening(0, Opening.DAY));
      case 1 -> List.of(new Opening(0, 240), new Opening(1380, Opening.DAY));
      case 2 -> List.of(new Opening(540, 1020));
      case 3 -> List.of(new Opening(30, 150), new Opening(480, 720), new Opening(780, 1050));
      default -> {
        var from = random.nextInt(1400);
        yield List.of(new Opening(from, from + 1 + random.nextInt(Opening.DAY - from)));
      }
    };
  }

  /** Minutes from a start on, and of each whether it is open. */
  private final class Walk {
    private final BusinessCalendar calendar;
    private final BusinessTime time;
    private final Instant start;
    private final LocalDateTime[] shown = new LocalDateTime[MINUTES + 1];
    private final boolean[] isOpen = new boolean[MINUTES + 1];

    Walk(BusinessCalendar plain, Instant somewhere) {
      var zone = plain.zone();
      var next = zone.getRules().nextTransition(somewhere);
      var isNear =
          random.nextBoolean()
              && next != null
              && next.getInstant().isBefore(somewhere.plus(Duration.ofDays(400)));
      this.start =
          isNear
              ? next.getInstant().minus(random.nextInt(3 * 1440), ChronoUnit.MINUTES)
              : somewhere;
      this.calendar = withHolidays(plain, start.atZone(zone).toLocalDate());
      this.time = new BusinessTime(calendar);
      for (int minute = 0; minute <= MINUTES; minute++) {
        shown[minute] = LocalDateTime.ofInstant(at(minute), zone);
        isOpen[minute] = isOpen(shown[minute]);
      }
    }

    private BusinessCalendar withHolidays(BusinessCalendar plain, LocalDate from) {
      var holidays = new HashMap<LocalDate, Holiday>();
      for (int day = random.nextInt(4); day < 12; day += 1 + random.nextInt(6)) {
        var hours = random.nextBoolean() ? List.<Opening>of() : List.of(new Opening(600, 780));
        var date = from.plusDays(day);
        holidays.put(date, new Holiday(date, "", hours));
      }
      return new BusinessCalendar(plain.zone(), plain.week(), holidays);
    }

    private boolean isOpen(LocalDateTime clock) {
      int minute = clock.getHour() * 60 + clock.getMinute();
      return calendar.hoursOn(clock.toLocalDate()).stream()
          .anyMatch(it -> it.from() <= minute && minute < it.until());
    }

    /** Whether the end lies within the walk, so that it could be compared. */
    boolean check(int from, boolean inDays) {
      var budget =
          inDays
              ? BusinessSpan.days(1 + random.nextInt(4))
              : BusinessSpan.hours(Duration.ofMinutes(1 + random.nextInt(2400)));
      var expected =
          inDays ? endOfDays(from, budget.amount()) : endOfHours(from, budget.time().toMinutes());
      var due = time.dueAt(at(from), budget);
      if (expected < 0) {
        assertThat(due).as(words(from, budget)).isAfterOrEqualTo(at(MINUTES - 2880));
        return false;
      }
      assertThat(due).as(words(from, budget)).isEqualTo(at(expected));
      if (!inDays) {
        assertThat(time.openBetween(at(from), due))
            .as(words(from, budget))
            .isEqualTo(budget.time());
        var between = from + random.nextInt(expected - from + 1);
        assertThat(time.openBetween(at(from), at(between)).toMinutes())
            .as(words(from, budget))
            .isEqualTo(openMinutes(from, between));
        checkWithinTheMinute(at(from).plusNanos(random.nextInt(60_000_000) * 1000L), budget);
      }
      return true;
    }

    /** The end is the first instant by which all of the budget was open. */
    private void checkWithinTheMinute(Instant from, BusinessSpan budget) {
      var due = time.dueAt(from, budget);
      assertThat(time.openBetween(from, due)).as(words(0, budget)).isEqualTo(budget.time());
      assertThat(time.openBetween(from, due.minusNanos(1000)))
          .as(words(0, budget))
          .isLessThan(budget.time());
    }

    private long openMinutes(int from, int until) {
      long open = 0;
      for (int minute = from; minute < until; minute++) {
        open += isOpen[minute] ? 1 : 0;
      }
      return open;
    }

    private int endOfHours(int from, long minutes) {
      long open = 0;
      for (int minute = from; minute < MINUTES; minute++) {
        open += isOpen[minute] ? 1 : 0;
        if (open == minutes) {
          return minute + 1;
        }
      }
      return -1;
    }

    private int endOfDays(int from, long days) {
      var date = shown[from].toLocalDate();
      var clock =
          isOpenLater(from, date)
              ? Optional.of(shown[from].toLocalTime())
              : Optional.<LocalTime>empty();
      long left = days;
      while (left > 0) {
        date = date.plusDays(1);
        var minutes = openMinutesOf(date);
        if (minutes.isEmpty() && date.isAfter(shown[MINUTES].toLocalDate().minusDays(2))) {
          return -1;
        }
        left -= minutes.isEmpty() ? 0 : 1;
        if (left == 0) {
          return date.isBefore(shown[MINUTES].toLocalDate().minusDays(1))
              ? endOn(minutes, clock)
              : -1;
        }
      }
      return -1;
    }

    private int endOn(List<Integer> minutes, Optional<LocalTime> clock) {
      return minutes.stream()
          .filter(it -> clock.filter(from -> !shown[it].toLocalTime().isBefore(from)).isPresent())
          .findFirst()
          .orElseGet(() -> minutes.getLast() + 1);
    }

    private boolean isOpenLater(int from, LocalDate date) {
      return openMinutesOf(date).stream().anyMatch(it -> it >= from);
    }

    private List<Integer> openMinutesOf(LocalDate date) {
      var minutes = new ArrayList<Integer>();
      for (int minute = 0; minute <= MINUTES; minute++) {
        if (isOpen[minute] && shown[minute].toLocalDate().equals(date)) {
          minutes.add(minute);
        }
      }
      return minutes;
    }

    private Instant at(int minute) {
      return start.plus(minute, ChronoUnit.MINUTES);
    }

    private String words(int from, BusinessSpan budget) {
      return "seed " + seed + ": " + at(from) + " + " + budget + " in " + calendar;
    }
  }
}
