package dev.countersign.request.people;

import java.util.List;

/**
 * One person of a partner's directory. The version grows by one with every change, so that a reader
 * of the topic can ignore an older record.
 */
public record Person(
    String partner,
    String id,
    String name,
    String mail,
    boolean active,
    List<String> roles,
    int version) {

  public Person {
    roles = List.copyOf(roles);
  }

  /** Whether a change would change nothing. */
  public boolean saysTheSameAs(PersonDraft draft) {
    return name.equals(draft.name())
        && mail.equals(draft.mail())
        && active == draft.active()
        && roles.equals(draft.roles());
  }
}
