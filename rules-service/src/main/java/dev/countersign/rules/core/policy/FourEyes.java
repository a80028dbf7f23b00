package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.Preset;
import java.util.Set;

/** Who may put a version in force. Whoever wrote any part of it counts as an author. */
public final class FourEyes {

  private FourEyes() {}

  /** Under the strict preset no author may; the person is compared, not the account's role. */
  public static boolean mayActivate(PersonId person, Set<PersonId> authors, Preset preset) {
    return !preset.needsFourEyes() || !authors.contains(person);
  }
}
