package dev.countersign.request.core.people;

import java.time.Instant;

/** A time span: its start belongs to it, its end does not. */
public record Window(Instant from, Instant until) {
  public Window {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("Expected %s to be before %s".formatted(from, until));
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }
}
