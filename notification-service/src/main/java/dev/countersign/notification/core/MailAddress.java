package dev.countersign.notification.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address from the strict subset that every mail server reads alike: no quotes, no comments, no
 * control characters, ASCII only (OUT-03).
 */
public record MailAddress(String text) {
  private static final Pattern STRICT =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+-])?"
              + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  public MailAddress {
    if (!isValid(text)) {
      throw new IllegalArgumentException("Expected a plain mail address");
    }
  }

  public static Optional<MailAddress> parse(String text) {
    return isValid(text) ? Optional.of(new MailAddress(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return text.length() <= 254 && !text.contains("..") && STRICT.matcher(text).matches();
  }
}
