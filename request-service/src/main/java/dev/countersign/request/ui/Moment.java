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
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** In the words of a list. */
  static Moment of(Instant at, Instant now, ListWords words) {
    var english = of(at, now);
    return new Moment(english.absolute, relative(at, now, words), english.machine);
  }

  private static String relative(Instant at, Instant now, ListWords words) {
    var distance = Duration.between(now, at);
    if (distance.abs().toSeconds() < 60) {
      return distance.isNegative() ? words.now() : words.soon();
    }
    var length = length(distance.abs(), words);
    return distance.isNegative() ? words.ago(length) : words.in(length);
  }

  private static String length(Duration duration, ListWords words) {
    var days = words.days(duration.toDays());
    if (duration.toDays() >= 7) {
      return days;
    }
    var hours = words.hours(duration.toHoursPart());
    if (duration.toDays() >= 1) {
      return duration.toHoursPart() == 0 ? days : days + " " + hours;
    }
    var minutes = words.minutes(Math.max(1, duration.toMinutesPart()));
    if (duration.toHours() >= 1) {
      return duration.toMinutesPart() == 0 ? hours : hours + " " + minutes;
    }
    return minutes;
  }

  static Moment of(Instant at, Instant now) {
    return new Moment(
        ABSOLUTE.format(at), relative(at, now), at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String relative(Instant at, Instant now) {
    var distance = Duration.between(now, at);
    if (distance.abs().toSeconds() < 60) {
      return distance.isNegative() ? "just now" : "in under a minute";
    }
    var length = length(distance.abs());
    return distance.isNegative() ? length + " ago" : "in " + length;
  }

  /** The two largest units, because "in 1 d" could mean one hour more or twenty-three. */
  static String length(Duration duration) {
    if (duration.toDays() >= 7) {
      return duration.toDays() + " d";
    }
    if (duration.toDays() >= 1) {
      return join(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    if (duration.toHours() >= 1) {
      return join(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return Math.max(1, duration.toMinutes()) + " min";
  }

  private static String join(long large, String largeUnit, int small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
