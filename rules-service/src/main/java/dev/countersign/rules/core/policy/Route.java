package dev.countersign.rules.core.policy;

import java.time.Duration;
import java.util.List;

/** Who is asked, in order, and how long the whole may take. Nothing in it is left to evaluate. */
public record Route(List<Step> steps, Duration ttl, Reasons reasons) {
  public Route {
    steps = List.copyOf(steps);
  }
}
