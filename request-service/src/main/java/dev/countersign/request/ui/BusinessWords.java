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
  static Optional<String> of(JsonNode body, Tongue tongue) {
    var clocks = body.path("clocks");
    var rung = clocks.path("ladder").path(body.path("rung").asInt(0));
    var span = rung.path("after").asText(clocks.path("timeout").asText(""));
    var calendar = clocks.path("calendar").asText("");
    return calendar.isEmpty() || span.isEmpty()
        ? Optional.empty()
        : Optional.of(tongue.history().inCalendar(words(span, tongue), Words.isolated(calendar)));
  }

  private static String words(String span, Tongue tongue) {
    var days = DAYS.matcher(span);
    return days.matches()
        ? tongue.history().businessDays(Integer.parseInt(days.group(1)))
        : tongue.history().businessTime(Moment.shortLength(Duration.parse(span), tongue.lists()));
  }
}
