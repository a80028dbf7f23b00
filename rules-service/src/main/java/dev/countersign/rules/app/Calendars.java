package dev.countersign.rules.app;

import dev.countersign.rules.core.partner.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of the calendars that escalation-service keeps, in memory, filled from their topic.
 * Policies are checked against them when they are written; no event is judged by them.
 */
@ApplicationScoped
public class Calendars {

  private final Map<String, Set<String>> partners = new ConcurrentHashMap<>();

  public void take(PartnerId partner, String name) {
    partners.computeIfAbsent(partner.value(), _ -> ConcurrentHashMap.newKeySet()).add(name);
  }

  /** The names that have been read so far; one that is not among them is not known to be kept. */
  public Set<String> of(PartnerId partner) {
    return Set.copyOf(partners.getOrDefault(partner.value(), Set.of()));
  }
}
