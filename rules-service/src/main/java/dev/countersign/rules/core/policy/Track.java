package dev.countersign.rules.core.policy;

import java.util.List;

/** A path of a plan: its steps are walked one after the other (F-078, F-089). */
public record Track(String name, List<Step> steps) {

  /** The name of the only track of a plan that was written without naming any. */
  public static final String MAIN = "main";

  public Track {
    steps = List.copyOf(steps);
  }
}
