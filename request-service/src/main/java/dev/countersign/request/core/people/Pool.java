package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Approver.HasRole;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How many people could decide at one moment, and whom to tell: names, or a whole role. */
public record Pool(int size, Optional<Role> role, List<PersonId> named) {
  /** Above this many people a message names the role instead of the people. */
  public static final int MOST_NAMED = 50;

  public Pool {
    named = List.copyOf(named);
  }

  public static Pool of(List<Approver> asked, Collection<PersonId> eligible) {
    if (eligible.size() <= MOST_NAMED) {
      return new Pool(eligible.size(), Optional.empty(), List.copyOf(eligible));
    }
    var role = asked.stream().map(Pool::roleOf).flatMap(Optional::stream).findFirst();
    var some = eligible.stream().limit(MOST_NAMED).toList();
    return new Pool(eligible.size(), role, role.isPresent() ? List.of() : some);
  }

  private static Optional<Role> roleOf(Approver approver) {
    return approver.whom() instanceof HasRole(var role) ? Optional.of(role) : Optional.empty();
  }
}
