package dev.countersign.notification.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When the receiver wants to be asked again: seconds or a date, however absurd (G2). */
final class RetryAfter {
  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  static Optional<Duration> parse(String header, Instant now) {
    var text = header.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      var seconds = text.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text);
      return Optional.of(Duration.ofSeconds(seconds));
    }
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, date)).filter(wait -> !wait.isNegative());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
