package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a step has in the time of a calendar. An instant would be a false promise: this service
 * does not know the calendar, and its next edit may move it.
 */
final class BusinessWords {
  private static final Pattern DAYS = Pattern.compile("P([0-9]{1,5})D");

  private BusinessWords() {}

  /** What runs after an entry that started a step or climbed a rung of it, if in a calendar. */
  static Optional<String> of(JsonNode body) {
    var clocks = body.path("clocks");
    var rung = clocks.path("ladder").path(body.path("rung").asInt(0));
    var span = rung.path("after").asText(clocks.path("timeout").asText(""));
    var calendar = clocks.path("calendar").asText("");
    return calendar.isEmpty() || span.isEmpty()
        ? Optional.empty()
        : Optional.of("%s (calendar %s)".formatted(words(span), Words.isolated(calendar)));
  }

  private static String words(String span) {
    var days = DAYS.matcher(span);
    return days.matches()
        ? Words.count(Integer.parseInt(days.group(1)), "business day", "business days")
        : hours(Duration.parse(span)) + " of business time";
  }

  /** A day of 24 hours has no place here. */
  private static String hours(Duration time) {
    var minutes = Math.max(1, time.toMinutes());
    return minutes < 60
        ? minutes + " min"
        : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
