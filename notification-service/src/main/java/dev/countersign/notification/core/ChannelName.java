package dev.countersign.notification.core;

import java.util.regex.Pattern;

/** The name of a channel, as preferences and deliveries say it. */
public record ChannelName(String text) {
  // Before the names, which are checked by it.
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  public static final ChannelName EMAIL = new ChannelName("email");
  public static final ChannelName WEBHOOK = new ChannelName("webhook");
  public static final ChannelName KAFKA = new ChannelName("kafka");

  public ChannelName {
    if (!PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("Expected the name of a channel, but got " + text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
