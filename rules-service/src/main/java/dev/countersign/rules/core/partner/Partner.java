package dev.countersign.rules.core.partner;

import java.util.List;

/** A tenant as the rules see it. {@code locks} travel with every route. */
public record Partner(
    PartnerId id,
    String name,
    Preset preset,
    List<String> locks,
    String zone,
    String currency,
    long version) {

  public Partner {
    locks = List.copyOf(locks);
  }
}
