package dev.countersign.escalation.core;

import java.util.regex.Pattern;

/** The tenant a timer belongs to. Nothing ever crosses it. */
public record PartnerId(String value) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{2,40}");

  public PartnerId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not the id of a partner: " + value);
    }
  }

  /** Whether a text has the form of a partner's id. */
  public static boolean isValid(String text) {
    return SLUG.matcher(text).matches();
  }
}
