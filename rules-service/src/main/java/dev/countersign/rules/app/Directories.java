package dev.countersign.rules.app;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who there is to ask, in memory, filled from the compacted directory topic. Policies are checked
 * against it when they are written and put in force; no event is judged by it.
 */
@ApplicationScoped
public class Directories {

  private final Map<String, Map<PersonId, Entry>> partners = new ConcurrentHashMap<>();
  private volatile boolean isRead;

  /** A person as of one version of the record. */
  private record Entry(Person person, long version) {}

  /** Says that the topic was read to where it ended. */
  public void topicIsRead() {
    isRead = true;
  }

  /** Takes a newer version of a person; an older or equal one is a late echo and is ignored. */
  public void take(PartnerId partner, Person person, long version) {
    partners
        .computeIfAbsent(partner.value(), _ -> new ConcurrentHashMap<>())
        .merge(
            person.id(),
            new Entry(person, version),
            (old, other) -> other.version() > old.version() ? other : old);
  }

  /** Forgets a person whose record is gone or cannot be read. */
  public void drop(String partner, String person) {
    var ofPartner = partners.get(partner);
    if (ofPartner != null && !person.isBlank()) {
      ofPartner.remove(new PersonId(person));
    }
  }

  /** The people of a partner; nobody while half of them may still be unread. */
  public Directory of(PartnerId partner) {
    return isRead
        ? Directory.of(
            partners.getOrDefault(partner.value(), Map.of()).values().stream()
                .map(Entry::person)
                .toList())
        : Directory.EMPTY;
  }
}
