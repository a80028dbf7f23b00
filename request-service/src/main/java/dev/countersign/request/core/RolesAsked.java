package dev.countersign.request.core;

import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepPlan;
import java.util.Optional;
import java.util.Set;

/** The roles whose members a ruling may have to name, so that they can be read beforehand. */
public final class RolesAsked {
  private RolesAsked() {}

  /** A new request starts its first waiting step. */
  public static Set<Role> byOpening(Opening opening) {
    return switch (opening) {
      case Opening.Required required ->
          setOf(
              required.steps().stream()
                  .filter(plan -> plan.state() == StepPlan.PlannedState.WAITING)
                  .findFirst()
                  .map(StepPlan::role));
      case Opening.NotRequired _, Opening.Unevaluable _ -> Set.of();
    };
  }

  /** A vote may start the step after it. */
  public static Set<Role> afterDecision(RequestState state) {
    return state instanceof Pending(_, var steps)
        ? setOf(steps.nextWaiting().map(step -> step.plan().role()))
        : Set.of();
  }

  /** An escalation asks the target of the active step. */
  public static Set<Role> afterEscalation(RequestState state) {
    return state instanceof Pending(_, var steps)
        ? setOf(steps.active().map(Step::plan).flatMap(plan -> plan.clocks().escalateTo()))
        : Set.of();
  }

  private static Set<Role> setOf(Optional<Role> role) {
    return role.map(Set::of).orElse(Set.of());
  }
}
