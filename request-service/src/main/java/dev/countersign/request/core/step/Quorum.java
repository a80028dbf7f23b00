package dev.countersign.request.core.step;

/** How many people must approve a step (C-14, F-101). */
public sealed interface Quorum {

  record Any() implements Quorum {}

  record All() implements Quorum {}

  record Majority() implements Quorum {}

  record Percent(int percent) implements Quorum {
    public Percent {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("Expected 1 to 100 percent, but got " + percent);
      }
    }
  }

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
      case Majority _ -> poolSize / 2 + 1;
      case Percent(var percent) -> Math.max(1, Math.ceilDiv(poolSize * percent, 100));
      case Count(var n) -> n;
    };
  }
}
