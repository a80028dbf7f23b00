package dev.countersign.rules.core.condition;

import java.util.List;

/** What a written condition turned out to be. */
public sealed interface ConditionReading {

  /** A condition that can be evaluated. */
  record Understood(CompiledCondition condition) implements ConditionReading {}

  /** Not a condition: saving it is refused, for these reasons, at least one (F-050). */
  record Refused(List<ConditionProblem> problems) implements ConditionReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  static ConditionReading refused(ConditionProblem problem) {
    return new Refused(List.of(problem));
  }
}
