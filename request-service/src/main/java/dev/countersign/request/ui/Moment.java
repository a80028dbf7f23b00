package dev.countersign.request.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An instant as a page shows it: absolute with its zone, relative to now, and for machines. */
public record Moment(String absolute, String relative, String machine) {

  private static final DateTimeFormatter ABSOLUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static Moment of(Instant at, Instant now, Tongue tongue) {
    return new Moment(
        ABSOLUTE.withLocale(tongue.language().locale()).format(at),
        relative(at, now, tongue.lists()),
        at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String relative(Instant at, Instant now, ListWords words) {
    var distance = Duration.between(now, at);
    if (distance.abs().toSeconds() < 60) {
      return distance.isNegative() ? words.now() : words.soon();
    }
    var length = length(distance.abs(), words);
    return distance.isNegative() ? words.ago(length) : words.in(length);
  }

  /** The two largest units, because "in 1 d" could mean one hour more or twenty-three. */
  static String length(Duration duration, ListWords words) {
    var days = words.days(duration.toDays());
    if (duration.toDays() >= 7) {
      return days;
    }
    var hours = words.hours(duration.toHoursPart());
    if (duration.toDays() >= 1) {
      return duration.toHoursPart() == 0 ? days : days + " " + hours;
    }
    return shortLength(duration, words);
  }

  /** In hours and minutes, whatever that comes to: a day of 24 hours has no place in a calendar. */
  static String shortLength(Duration duration, ListWords words) {
    var hours = words.hours(duration.toHours());
    var minutes = duration.toMinutesPart();
    if (duration.toHours() >= 1) {
      return minutes == 0 ? hours : hours + " " + words.minutes(minutes);
    }
    return words.minutes(Math.max(1, minutes));
  }
}
