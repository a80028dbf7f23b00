package dev.countersign.rules.core.route;

import dev.countersign.rules.core.policy.Span;
import dev.countersign.rules.core.policy.StepClocks;
import java.util.List;
import java.util.Optional;

/** The clocks of a step of a route, its ladder with every approver filled in (C-08, C-15). */
public record RouteClocks(
    Optional<Span> sla,
    StepClocks.Timeout timeout,
    List<RouteRung> ladder,
    Optional<String> calendar) {

  public RouteClocks {
    ladder = List.copyOf(ladder);
  }

  /** One rung of the ladder. */
  public record RouteRung(
      Span after, List<RouteApprover> approvers, StepClocks.Mode mode, boolean resetClock) {
    public RouteRung {
      approvers = List.copyOf(approvers);
    }
  }
}
