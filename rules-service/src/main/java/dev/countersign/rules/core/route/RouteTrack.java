package dev.countersign.rules.core.route;

import java.util.List;

/** A path of a route, and the rule it comes from. */
public record RouteTrack(String name, String ruleId, List<RouteStep> steps) {

  public RouteTrack {
    steps = List.copyOf(steps);
  }

  /** Whether somebody has to decide on it. */
  public boolean asksSomebody() {
    return steps.stream().anyMatch(step -> step.state() == RouteStep.State.WAITING);
  }
}
