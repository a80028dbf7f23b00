package dev.countersign.request.core;

import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a person's vote would count now: the step, for whom if the right is lent, and the steps
 * that changes could go back to from there.
 */
public record Turn(int step, Optional<PersonId> principal, List<Integer> returns) {
  public Turn {
    returns = List.copyOf(returns);
  }

  /** Empty if it is not the person's turn. */
  public static Optional<Turn> of(PersonId person, RequestState state, Context context) {
    return state instanceof Pending pending && !pending.terms().excludes(person)
        ? new Eligibility(pending, context)
            .rightsOf(person).stream()
                .findFirst()
                .map(right ->
                    new Turn(
                        right.step().no(), right.principal(), earlier(pending, right.step().no())))
        : Optional.empty();
  }

  private static List<Integer> earlier(Pending state, int no) {
    return state.tracks().trackOf(no).steps().stream()
        .filter(step -> step.no() < no && step.status() == StepStatus.APPROVED)
        .map(Step::no)
        .toList();
  }

  /** Who could still decide each open step. */
  public static Map<Integer, Collection<PersonId>> pools(RequestState state, Context context) {
    var pools = new TreeMap<Integer, Collection<PersonId>>();
    if (state instanceof Pending pending) {
      var eligibility = new Eligibility(pending, context);
      for (Step step : pending.tracks().open()) {
        pools.put(step.no(), List.copyOf(eligibility.poolOf(step, step.activation().asked())));
      }
    }
    return pools;
  }
}
