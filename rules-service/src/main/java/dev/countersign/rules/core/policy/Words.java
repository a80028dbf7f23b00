package dev.countersign.rules.core.policy;

import java.time.Duration;
import java.util.regex.Pattern;

/** What names and durations in a policy may be. */
final class Words {

  static final int LONGEST_NAME = 100;
  private static final Pattern RESOLVER = Pattern.compile("[a-z][a-z0-9-]{0,59}");
  private static final Duration LONGEST = Duration.ofDays(366);

  private Words() {}

  static boolean isName(String text) {
    return !text.isBlank() && isText(text, LONGEST_NAME);
  }

  /** What request-service takes as the name of a table; a colon would end it. */
  static boolean isResolver(String text) {
    return RESOLVER.matcher(text).matches();
  }

  static boolean isText(String text, int longest) {
    return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
  }

  /** Positive and at most a leap year: nothing waits for ever. */
  static boolean isSpan(Duration duration) {
    return duration.isPositive() && duration.compareTo(LONGEST) <= 0;
  }
}
