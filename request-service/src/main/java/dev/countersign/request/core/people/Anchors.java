package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Approver.Anchor;
import java.util.Set;

/** The people whose managers a step may ask: the makers, and the approvers before it. */
public record Anchors(Set<PersonId> makers, Set<PersonId> approvers) {
  public Anchors {
    makers = Set.copyOf(makers);
    approvers = Set.copyOf(approvers);
  }

  Set<PersonId> of(Anchor anchor) {
    return switch (anchor) {
      case MAKER -> makers;
      case APPROVER -> approvers;
    };
  }
}
