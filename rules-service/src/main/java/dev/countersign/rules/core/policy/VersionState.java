package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.Preset;
import java.util.Set;

/**
 * Where a policy version stands: {@code DRAFT → IN_REVIEW → ACTIVE → RETIRED}. Only a draft can be
 * edited; whoever wrote any part of it counts as an author.
 */
public sealed interface VersionState {

  /** Being written. */
  record Draft(Set<PersonId> authors) implements VersionState {
    public Draft {
      authors = Set.copyOf(authors);
    }

    public VersionState submit() {
      return new InReview(authors);
    }
  }

  /** Waiting for somebody to put it in force. */
  record InReview(Set<PersonId> authors) implements VersionState {
    public InReview {
      authors = Set.copyOf(authors);
    }

    /** Whether this person may put it in force: under the strict preset no author may. */
    public boolean mayBeActivatedBy(PersonId person, Preset preset) {
      return !preset.needsFourEyes() || !authors.contains(person);
    }
  }

  /** In force. */
  record Active() implements VersionState {}

  /** Was in force, and stays for the record. */
  record Retired() implements VersionState {}
}
