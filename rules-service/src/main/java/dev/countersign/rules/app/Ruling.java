package dev.countersign.rules.app;

import dev.countersign.rules.core.policy.TermsProblem;
import java.util.List;

/** What a use case answers: the result, or why it declined. */
public sealed interface Ruling<T> {

  /** Done. */
  record Accepted<T>(T result) implements Ruling<T> {}

  /** Declined, and nothing was changed. */
  record Refused<T>(Refusal refusal) implements Ruling<T> {}

  /** Declined, because a policy cannot be kept as it is written; at least one problem. */
  record Unsound<T>(List<TermsProblem> problems) implements Ruling<T> {
    public Unsound {
      problems = List.copyOf(problems);
    }
  }

  static <T> Ruling<T> accept(T result) {
    return new Accepted<>(result);
  }

  static <T> Ruling<T> refuse(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
