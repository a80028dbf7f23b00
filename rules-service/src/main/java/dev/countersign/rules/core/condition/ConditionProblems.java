package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.condition.ConditionProblem.Code;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a condition while it is read, so that all of it is told at once. */
public final class ConditionProblems {

  private static final int MOST = 20;

  private final List<ConditionProblem> problems = new ArrayList<>();

  public void add(Code code, String path, String advice) {
    if (problems.size() < MOST) {
      problems.add(new ConditionProblem(code, path, advice));
    }
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  public List<ConditionProblem> all() {
    return List.copyOf(problems);
  }

  /** The condition, if nothing is wrong with it. */
  public ConditionReading reading(Condition condition, ConditionSource source) {
    return problems.isEmpty()
        ? new ConditionReading.Understood(CompiledCondition.of(condition, source))
        : new ConditionReading.Refused(problems);
  }
}
