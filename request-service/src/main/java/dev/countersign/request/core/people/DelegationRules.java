package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which delegations a directory accepts (SD-04): none to oneself, none in a chain or a circle. */
public final class DelegationRules {

  /** Why a delegation is not accepted; the name is the public code. */
  public enum Problem {
    SELF_DELEGATION,
    DELEGATION_CYCLE,
    DELEGATION_CHAIN
  }

  private DelegationRules() {}

  /** What is wrong with the new one beside those that stand, if anything. */
  public static Optional<Problem> problemOf(Delegation wanted, List<Delegation> standing) {
    if (wanted.from().equals(wanted.to())) {
      return Optional.of(Problem.SELF_DELEGATION);
    }
    var besides = standing.stream().filter(it -> overlaps(it.window(), wanted.window())).toList();
    if (reachableFrom(wanted.to(), besides).contains(wanted.from())) {
      return Optional.of(Problem.DELEGATION_CYCLE);
    }
    var isChained =
        besides.stream()
            .anyMatch(it -> it.to().equals(wanted.from()) || it.from().equals(wanted.to()));
    return isChained ? Optional.of(Problem.DELEGATION_CHAIN) : Optional.empty();
  }

  private static boolean overlaps(Window one, Window other) {
    return one.from().isBefore(other.until()) && other.from().isBefore(one.until());
  }

  private static Set<PersonId> reachableFrom(PersonId start, List<Delegation> delegations) {
    var reached = new HashSet<PersonId>();
    var waiting = new java.util.ArrayDeque<PersonId>(List.of(start));
    while (!waiting.isEmpty()) {
      var next = waiting.remove();
      if (reached.add(next)) {
        delegations.stream()
            .filter(it -> it.from().equals(next))
            .map(Delegation::to)
            .forEach(waiting::add);
      }
    }
    return reached;
  }
}
