package dev.countersign.escalation.core.calendar;

import dev.countersign.escalation.core.PartnerId;
import java.util.regex.Pattern;

/** Whose calendar, and which: what a policy's step names it by. */
public record CalendarName(PartnerId partner, String name) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  /** Whether a text can be the name of a calendar. */
  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }
}
