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
  private volatile boolean isComplete;

  /** Says that the topic was read to where it ended. */
  public void topicIsRead() {
    isComplete = true;
  }

  /** Whether a name that has not been read is one that nobody keeps. */
  public boolean isComplete() {
    return isComplete;
  }

  public void take(PartnerId partner, String name) {
    partners.computeIfAbsent(partner.value(), _ -> ConcurrentHashMap.newKeySet()).add(name);
  }

  /** The names that have been read so far. */
  public Set<String> of(PartnerId partner) {
    return Set.copyOf(partners.getOrDefault(partner.value(), Set.of()));
  }
}
