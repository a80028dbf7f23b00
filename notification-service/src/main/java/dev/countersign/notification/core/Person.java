package dev.countersign.notification.core;

import java.util.Set;

/** A person of a partner's directory, as far as notifying needs them. */
public record Person(
    String partnerId,
    String personId,
    String name,
    MailAddress mail,
    Standing standing,
    Set<String> roles,
    long version) {

  /** Whether the person still works there. */
  public enum Standing {
    ACTIVE,
    LEFT
  }

  public Person {
    roles = Set.copyOf(roles);
  }
}
