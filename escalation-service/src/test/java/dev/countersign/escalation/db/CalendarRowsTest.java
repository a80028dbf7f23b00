package dev.countersign.escalation.db;

import static dev.countersign.escalation.app.TimerStatus.State.ARMED;
import static dev.countersign.escalation.app.TimerStatus.State.SENT;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.BERLIN;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.calendar;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.closed;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.hours;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.office;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.escalation.ClockByHand;
import dev.countersign.escalation.RequestStory;
import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.FireTimers;
import dev.countersign.escalation.app.SaveCalendar;
import dev.countersign.escalation.app.SaveCalendar.Wish;
import dev.countersign.escalation.app.ShowCalendars;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.app.TimerStatus;
import dev.countersign.escalation.app.Timers;
import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.calendar.BusinessCalendar;
import dev.countersign.escalation.core.calendar.BusinessSpan;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ClockByHand.class)
@WithTestResource(EmbeddedResource.class)
class CalendarRowsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Actor.Human ADMIN =
      new Actor.Human(new PartnerId("acme"), "policy-admin@acme");
  private static final Actor.Service TEST = new Actor.Service("test");

  /** A Monday in summer, before anybody is there. */
  private static final LocalDate MONDAY = LocalDate.parse("2090-07-03");

  private static final Instant START = at(MONDAY, 8);

  private final String name = "office-" + UUID.randomUUID();

  @Inject SaveCalendar saveCalendar;
  @Inject ShowCalendars showCalendars;
  @Inject TakeEvents takeEvents;
  @Inject FireTimers fireTimers;
  @Inject Timers timers;

  @Test
  @DisplayName("C-15 F-147 a timer in a calendar is due when its open hours have passed")
  void timerIsDueByItsCalendar() {
    save(office(BERLIN), 0);
    var story = RequestStory.at("acme");

    take(story.stepStartedIn(1, name, "PT12H", START));

    assertThat(dueAt(story)).isEqualTo(at(MONDAY.plusDays(1), 13));
    assertThat(timerOf(story).timer().calendarVersion()).isEqualTo(1);
  }

  @Test
  @DisplayName("H4 A-23 a holiday that is added moves the timers that wait, and one that goes, too")
  void holidayMovesWhatWaits() {
    save(office(BERLIN), 0);
    var story = RequestStory.at("acme");
    var days = RequestStory.at("acme");
    take(
        story.stepStartedIn(1, name, "PT12H", START),
        days.stepStartedIn(1, name, "P1D", at(MONDAY, 10)));

    save(office(BERLIN, closed(MONDAY.plusDays(1).toString())), 1);
    assertThat(dueAt(story)).isEqualTo(at(MONDAY.plusDays(2), 13));
    assertThat(dueAt(days)).isEqualTo(at(MONDAY.plusDays(2), 10));

    save(office(BERLIN), 2);
    assertThat(dueAt(story)).isEqualTo(at(MONDAY.plusDays(1), 13));
    assertThat(dueAt(days)).isEqualTo(at(MONDAY.plusDays(1), 10));
    assertThat(timerOf(story).timer().calendarVersion()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "A-23 what has passed when a calendar changes is kept, the rest counts by the new one")
  void whatHasPassedIsKept() {
    var always = calendar(BERLIN, EnumSet.allOf(DayOfWeek.class), List.of(hours(0, 24)));
    save(always, 0);
    var story = RequestStory.at("acme");
    var today = LocalDate.now(BERLIN);
    var start = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    take(story.stepStartedIn(1, name, "PT5H", start));

    save(closedFor(always, today, 3), 1);

    var budget = timerOf(story).timer().budget().orElseThrow();
    assertThat(budget.consumed().amount())
        .isBetween(micros(Duration.ofHours(2)), micros(Duration.ofHours(2).plus(PATIENCE)));
    assertThat(budget.budget()).isEqualTo(BusinessSpan.parse("PT5H"));
    var reopening = today.plusDays(4).atStartOfDay(BERLIN).toInstant();
    assertThat(dueAt(story)).isBetween(reopening, reopening.plus(Duration.ofHours(3)));
  }

  @Test
  @DisplayName("H4 H5 a timer of a calendar that opens is fired, one that was fired is not moved")
  void openedCalendarFiresAndFiredTimersStay() {
    var always = calendar(BERLIN, EnumSet.allOf(DayOfWeek.class), List.of(hours(0, 24)));
    save(closedFor(always, LocalDate.now(BERLIN), 3), 0);
    var story = RequestStory.at("acme");
    take(story.stepStartedIn(1, name, "PT0.01S", Instant.now().truncatedTo(ChronoUnit.MICROS)));
    await(fireTimers.round(TEST));
    assertThat(timerOf(story).state()).isEqualTo(ARMED);

    save(always, 1);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          await(fireTimers.round(TEST));
          return timerOf(story).state() == SENT;
        });
    var due = dueAt(story);

    save(closedFor(always, LocalDate.now(BERLIN), 3), 2);
    assertThat(dueAt(story)).isEqualTo(due);
    take(story.closed(2));
  }

  @Test
  @DisplayName("H4 a timer waits for a calendar that is not kept: late at worst, never early")
  void unknownCalendarIsWaitedFor() {
    var story = RequestStory.at("acme");
    take(story.stepStartedIn(1, name, "PT1H", START));
    assertThat(dueAt(story)).isAfter(START.plus(36_000, ChronoUnit.DAYS));

    save(office(BERLIN), 0);

    assertThat(dueAt(story)).isEqualTo(at(MONDAY, 10));
  }

  @Test
  @DisplayName("a version more than timers move at once moves them all")
  void manyTimersMove() {
    save(office(BERLIN), 0);
    var stories = Stream.generate(() -> RequestStory.at("acme")).limit(1100).toList();
    take(
        stories.stream()
            .map(story -> story.stepStartedIn(1, name, "PT1H", START))
            .toArray(ClockEvent[]::new));

    save(office(BERLIN, closed(MONDAY.toString())), 1);

    for (var story : List.of(stories.getFirst(), stories.get(600), stories.getLast())) {
      assertThat(dueAt(story)).isEqualTo(at(MONDAY.plusDays(1), 10));
    }
  }

  @Test
  @DisplayName("D3 of editors who have seen the same version one saves, the others are stale")
  void oneEditorOfManySaves() {
    save(office(BERLIN), 0);

    var answers =
        await(
            Uni.join()
                .all(IntStream.range(1, 9).mapToObj(day -> changed(day, 1)).toList())
                .andFailFast());

    assertThat(answers).filteredOn(SaveCalendar.Answer.Saved.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(SaveCalendar.Answer.Stale.class::isInstance).hasSize(7);
  }

  @Test
  @DisplayName("H4 what is armed while a version is saved is due by that version in the end")
  void savingAndArmingDoNotMiss() {
    save(office(BERLIN), 0);
    var stories = Stream.generate(() -> RequestStory.at("acme")).limit(60).toList();
    var works = new ArrayList<Uni<Void>>();
    for (int at = 0; at < stories.size(); at++) {
      var event = stories.get(at).stepStartedIn(1, name, "PT1H", START);
      works.add(takeEvents.take(TEST, Progress.of("race-" + at, "events", 0, 1), List.of(event)));
      if (at % 20 == 10) {
        works.add(changed(1 + at / 20, 1 + at / 20).replaceWithVoid());
      }
    }
    await(Uni.join().all(works).andFailFast());

    var newest = await(showCalendars.one(ADMIN, name)).orElseThrow().version().version();
    assertThat(stories)
        .allSatisfy(
            story -> assertThat(timerOf(story).timer().calendarVersion()).isEqualTo(newest));
  }

  private Uni<SaveCalendar.Answer> changed(int day, int seen) {
    var calendar = office(BERLIN, closed(MONDAY.plusDays(day).toString()));
    return saveCalendar.save(ADMIN, new Wish(name, calendar, Optional.of(seen)));
  }

  @Test
  @DisplayName("I-10 TN-01 a calendar of another partner moves and arms nothing")
  void partnersAreApart() {
    save(office(BERLIN), 0);
    var story = RequestStory.at("bazaar");

    take(story.stepStartedIn(1, name, "PT1H", START));

    assertThat(dueAt(story)).isAfter(START.plus(36_000, ChronoUnit.DAYS));
    var stranger = new Actor.Human(new PartnerId("bazaar"), "admin@bazaar");
    assertThat(await(showCalendars.one(stranger, name))).isEmpty();
  }

  private static BusinessCalendar closedFor(BusinessCalendar calendar, LocalDate today, int days) {
    var closed =
        IntStream.rangeClosed(0, days)
            .mapToObj(day -> closed(today.plusDays(day).toString()))
            .collect(Collectors.toMap(it -> it.date(), it -> it));
    return new BusinessCalendar(calendar.zone(), calendar.week(), closed);
  }

  private static long micros(Duration duration) {
    return BusinessSpan.hours(duration).amount();
  }

  private void save(BusinessCalendar calendar, int seen) {
    var wish = new Wish(name, calendar, seen == 0 ? Optional.empty() : Optional.of(seen));
    assertThat(await(saveCalendar.save(ADMIN, wish)))
        .isInstanceOf(
            seen == 0 ? SaveCalendar.Answer.Created.class : SaveCalendar.Answer.Saved.class);
  }

  private static Instant at(LocalDate date, int hour) {
    return LocalDateTime.of(date, LocalTime.of(hour, 0)).atZone(BERLIN).toInstant();
  }

  private void take(ClockEvent... events) {
    await(takeEvents.take(TEST, Progress.of("test", "events", 0, 1), List.of(events)));
  }

  private Instant dueAt(RequestStory story) {
    return timerOf(story).timer().dueAt();
  }

  private TimerStatus timerOf(RequestStory story) {
    return await(timers.of(story.partner(), story.request())).getFirst();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
