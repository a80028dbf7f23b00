package dev.countersign.request.core.step;

/** How many people must approve a step (C-14). */
public sealed interface Quorum {

  record Any() implements Quorum {}

  record All() implements Quorum {}

  record Count(int n) implements Quorum {
    public Count {
      if (n < 1) {
        throw new IllegalArgumentException("Expected a quorum of at least 1, but got " + n);
      }
    }
  }

  /** Fixed when the step starts. A small pool never lowers a count, and nobody is never enough. */
  default int neededOf(int poolSize) {
    return switch (this) {
      case Any _ -> 1;
      case All _ -> Math.max(1, poolSize);
      case Count(var n) -> n;
    };
  }
}
