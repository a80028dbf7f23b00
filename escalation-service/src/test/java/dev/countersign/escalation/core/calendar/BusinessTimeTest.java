package dev.countersign.escalation.core.calendar;

import static dev.countersign.escalation.core.calendar.CalendarFixtures.BERLIN;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.DHAKA;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.NINE_TO_FIVE;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.calendar;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.closed;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.hours;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.office;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessTimeTest {

  /** Monday 2 March 2026. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-02T09:00, PT8H, 2026-03-02T17:00",
    "2026-03-02T13:30, PT4H, 2026-03-03T09:30",
    "2026-03-02T07:00, PT4H, 2026-03-02T13:00",
    "2026-03-06T16:00, PT4H, 2026-03-09T12:00",
    "2026-03-07T11:00, PT4H, 2026-03-09T13:00",
    "2026-03-02T09:00, PT24H, 2026-03-04T17:00",
    "2026-03-02T09:00, P1D, 2026-03-03T09:00",
    "2026-03-02T15:00, P1D, 2026-03-03T15:00",
    "2026-03-06T15:00, P2D, 2026-03-10T15:00",
    "2026-03-07T11:00, P1D, 2026-03-09T17:00",
    "2026-03-02T20:00, P1D, 2026-03-03T17:00",
    "2026-03-02T07:00, P1D, 2026-03-03T09:00"
  })
  @DisplayName("C-15 F-147 A-23 open hours and business days are counted, each in its own unit")
  void hoursAndDaysAreCounted(LocalDateTime start, String budget, LocalDateTime due) {
    assertThat(due(office(BERLIN), start, budget)).isEqualTo(due);
  }

  @Test
  @DisplayName("F-147 a day said to be closed and a day left out make the same calendar")
  void closedDaysAreTheSameSaidOrLeftOut() {
    var said =
        new BusinessCalendar(
            BERLIN, Map.of(DayOfWeek.MONDAY, NINE_TO_FIVE, DayOfWeek.SUNDAY, List.of()), Map.of());

    assertThat(said).isEqualTo(calendar(BERLIN, EnumSet.of(DayOfWeek.MONDAY), NINE_TO_FIVE));
  }

  @Test
  @DisplayName("H4 a weekend may be Friday and Saturday")
  void weekendMayBeFridayAndSaturday() {
    var days = EnumSet.complementOf(EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY));
    var dhaka = calendar(DHAKA, days, NINE_TO_FIVE);
    var thursday = LocalDateTime.parse("2026-03-05T16:00");

    assertThat(due(dhaka, thursday, "PT2H")).isEqualTo("2026-03-08T10:00");
    assertThat(due(dhaka, thursday, "P1D")).isEqualTo("2026-03-08T16:00");
  }

  @Test
  @DisplayName("H4 a holiday is closed, or open in its own hours")
  void holidaysAreClosedOrShort() {
    var calendar = office(BERLIN, closed("2026-12-25"), open("2026-12-24", hours(9, 13)));
    var wednesday = LocalDateTime.parse("2026-12-23T15:00");

    assertThat(due(calendar, wednesday, "PT8H")).isEqualTo("2026-12-28T11:00");
    assertThat(due(calendar, wednesday, "P1D")).isEqualTo("2026-12-24T13:00");
    assertThat(due(calendar, wednesday, "P2D")).isEqualTo("2026-12-28T15:00");
  }

  @Test
  @DisplayName("H4 an hour that the clock skips is not open, one that it shows twice is open twice")
  void clocksThatGoForwardAndBackAreCounted() {
    var nights = calendar(BERLIN, EnumSet.allOf(DayOfWeek.class), List.of(hours(0, 6)));

    assertThat(due(nights, LocalDateTime.parse("2026-03-29T00:00"), "PT4H"))
        .isEqualTo("2026-03-29T05:00");
    assertThat(due(nights, LocalDateTime.parse("2026-10-25T00:00"), "PT4H"))
        .isEqualTo("2026-10-25T03:00");
    assertThat(due(nights, LocalDateTime.parse("2026-03-28T02:30"), "P1D"))
        .isEqualTo("2026-03-29T03:00");
  }

  @Test
  @DisplayName(
      "H4 a business day over the night of the clock change has 23 hours by the wall clock")
  void dayMayHave23Hours() {
    var daily = calendar(BERLIN, EnumSet.allOf(DayOfWeek.class), NINE_TO_FIVE);
    var start = LocalDateTime.parse("2026-03-28T10:00").atZone(BERLIN).toInstant();

    assertThat(new BusinessTime(daily).dueAt(start, BusinessSpan.days(1)))
        .isEqualTo(start.plus(23, ChronoUnit.HOURS));
  }

  @Test
  @DisplayName("H4 a budget that takes for ever ends in a hundred years")
  void longBudgetsAreBounded() {
    var rare = calendar(DHAKA, EnumSet.of(DayOfWeek.MONDAY), List.of(new Opening(0, 1)));
    var start = Instant.parse("2026-03-02T00:00:00Z");

    for (var budget : List.of("P36500D", "PT876000H")) {
      assertThat(new BusinessTime(rare).dueAt(start, BusinessSpan.parse(budget)))
          .isEqualTo(start.plus(36_525, ChronoUnit.DAYS));
    }
  }

  @Test
  @DisplayName(
      "A-23 what has passed is kept when the calendar changes, the rest counts by the new one")
  void changeKeepsWhatHasPassed() {
    var monday = instant("2026-03-02T13:00");
    var running = RunningBudget.of("office", BusinessSpan.parse("PT8H"), monday);
    var halfPast = instant("2026-03-02T16:30");

    var counted = edited(running, halfPast, office(BERLIN), office(BERLIN));

    assertThat(counted.consumed()).isEqualTo(BusinessSpan.parse("PT3H30M"));
    assertThat(running.dueAt(office(BERLIN))).isEqualTo(instant("2026-03-03T13:00"));
    assertThat(counted.dueAt(office(BERLIN))).isEqualTo(instant("2026-03-03T13:00"));
    assertThat(counted.dueAt(office(BERLIN, closed("2026-03-03"))))
        .isEqualTo(instant("2026-03-04T13:00"));
  }

  @Test
  @DisplayName("A-23 whole business days that have passed are kept, the one at hand counts anew")
  void changeKeepsWholeDays() {
    var running = RunningBudget.of("office", BusinessSpan.days(3), instant("2026-03-02T15:00"));

    var counted = edited(running, instant("2026-03-04T10:00"), office(BERLIN), office(BERLIN));

    assertThat(counted.consumed()).isEqualTo(BusinessSpan.days(1));
    assertThat(counted.dueAt(office(BERLIN))).isEqualTo(instant("2026-03-05T15:00"));
    assertThat(counted.dueAt(office(BERLIN, closed("2026-03-04"))))
        .isEqualTo(instant("2026-03-06T15:00"));
  }

  @ParameterizedTest
  @CsvSource({"P2D, 2026-03-09T09:00", "P1D, 2026-03-09T09:00", "P1D, 2026-03-06T13:00"})
  @DisplayName("H4 A-23 a past day that only the next version opens shortens no budget of days")
  void pastDaysAreNotOpenedAfterwards(String span, String edit) {
    var start = instant("2026-03-05T12:00");
    var before = office(BERLIN, closed("2026-03-06"));
    var running = RunningBudget.of("office", BusinessSpan.parse(span), start);
    var now = instant(edit);

    var after = edited(running, now, before, office(BERLIN));

    assertThat(after.dueAt(office(BERLIN))).isAfterOrEqualTo(running.dueAt(before));
    assertThat(edited(running, now, before, before).dueAt(before)).isEqualTo(running.dueAt(before));
  }

  private static RunningBudget edited(
      RunningBudget running, Instant now, BusinessCalendar before, BusinessCalendar after) {
    return running.countedUntil(now, Optional.of(before), after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "PT24H", "PT8H30M", "P12D", "PT0.000001S"})
  void spansAreWrittenAsTheyWereRead(String text) {
    assertThat(BusinessSpan.parse(text)).hasToString(text);
  }

  @Test
  void calendarThatIsNeverOpenIsNone() {
    var never =
        new BusinessCalendar(ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, List.of()), Map.of());

    assertThat(never.problems())
        .extracting(CalendarProblem::code)
        .containsExactly(CalendarProblem.Code.NEVER_OPEN);
  }

  private static LocalDateTime due(BusinessCalendar calendar, LocalDateTime start, String budget) {
    var from = start.atZone(calendar.zone()).toInstant();
    var due = new BusinessTime(calendar).dueAt(from, BusinessSpan.parse(budget));
    assertThat(due).isBetween(from, from.plus(Duration.ofDays(30)));
    return LocalDateTime.ofInstant(due, calendar.zone());
  }

  private static Instant instant(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
