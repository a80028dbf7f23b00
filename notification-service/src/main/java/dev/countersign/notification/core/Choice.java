package dev.countersign.notification.core;

import java.util.List;
import java.util.Set;

/** How a person wants to be told of one occasion. */
public record Choice(Rhythm rhythm, List<ChannelName> channels) {
  /** What holds where nobody chose. */
  public static final Choice STANDARD = new Choice(Rhythm.IMMEDIATE, List.of(ChannelName.EMAIL));

  public Choice {
    channels = List.copyOf(channels);
  }

  boolean names(ChannelName channel) {
    return channels.contains(channel);
  }

  boolean namesOneTwice() {
    return Set.copyOf(channels).size() < channels.size();
  }
}
