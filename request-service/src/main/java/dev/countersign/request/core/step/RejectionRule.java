package dev.countersign.request.core.step;

/** When rejections end a step (C-01). */
public sealed interface RejectionRule {

  /** At the first one. */
  record FirstRejection() implements RejectionRule {}

  /** Once they put the quorum out of reach of the people who were there when the step started. */
  record Unreachable() implements RejectionRule {}

  /** At so many, or earlier if they put the quorum out of reach. */
  record Rejections(int n) implements RejectionRule {
    public Rejections {
      if (n < 1) {
        throw new IllegalArgumentException("Expected at least 1 rejection, but got " + n);
      }
    }
  }

  /** I-8: rejections end a step, a pool that shrinks does not. */
  default boolean isMetBy(Tally tally) {
    var outOfReach = tally.rejected() > Math.max(0, tally.poolSize() - tally.needed());
    return switch (this) {
      case FirstRejection _ -> tally.rejected() > 0;
      case Unreachable _ -> tally.rejected() > 0 && outOfReach;
      case Rejections(var n) -> tally.rejected() >= n || (tally.rejected() > 0 && outOfReach);
    };
  }
}
