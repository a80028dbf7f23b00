package dev.countersign.notification.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person chose, or a partner for its people. What is left out is left to the next. */
public record Preferences(Map<Occasion, Choice> choices, Optional<Integer> digestHour) {
  public static final Preferences NONE = new Preferences(Map.of(), Optional.empty());

  /** The hour of a digest where nobody chose. */
  public static final int STANDARD_HOUR = 8;

  public Preferences {
    choices = Map.copyOf(choices);
  }

  /** Why these cannot be kept. */
  public enum Fault {
    CHANNEL_UNKNOWN("There is no such channel."),
    CHANNEL_REPEATED("A channel stands there twice."),
    CHANNEL_MISSING("Name at least one channel, or choose to be told nothing."),
    OCCASION_MANDATORY("Escalations are always told at once, and by e-mail among others."),
    DIGEST_NEEDS_EMAIL("A digest is a mail, so e-mail must be among the channels."),
    DIGEST_HOUR_INVALID("A digest is due at an hour from 0 to 23.");

    private final String sentence;

    Fault(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  /** The first fault, in the order of the occasions; {@code known} are the channels to people. */
  public Optional<Fault> fault(Set<ChannelName> known) {
    if (digestHour.filter(hour -> hour < 0 || hour > 23).isPresent()) {
      return Optional.of(Fault.DIGEST_HOUR_INVALID);
    }
    return sorted().entrySet().stream()
        .flatMap(entry -> fault(entry.getKey(), entry.getValue(), known).stream())
        .findFirst();
  }

  /** What holds for an occasion, with what the partner chose for all. */
  public Choice effective(Occasion occasion, Preferences partner) {
    var common = partner.choices().getOrDefault(occasion, Choice.STANDARD);
    return choices.getOrDefault(occasion, common);
  }

  public int effectiveHour(Preferences partner) {
    return digestHour.or(partner::digestHour).orElse(STANDARD_HOUR);
  }

  private EnumMap<Occasion, Choice> sorted() {
    var sorted = new EnumMap<Occasion, Choice>(Occasion.class);
    sorted.putAll(choices);
    return sorted;
  }

  private static Optional<Fault> fault(Occasion occasion, Choice choice, Set<ChannelName> known) {
    if (!known.containsAll(choice.channels())) {
      return Optional.of(Fault.CHANNEL_UNKNOWN);
    }
    if (choice.namesOneTwice()) {
      return Optional.of(Fault.CHANNEL_REPEATED);
    }
    if (occasion.isMandatory()
        && (choice.rhythm() != Rhythm.IMMEDIATE || !choice.names(ChannelName.EMAIL))) {
      return Optional.of(Fault.OCCASION_MANDATORY);
    }
    return switch (choice.rhythm()) {
      case NONE -> Optional.empty();
      case DIGEST ->
          choice.names(ChannelName.EMAIL)
              ? Optional.empty()
              : Optional.of(Fault.DIGEST_NEEDS_EMAIL);
      case IMMEDIATE ->
          choice.channels().isEmpty() ? Optional.of(Fault.CHANNEL_MISSING) : Optional.empty();
    };
  }
}
