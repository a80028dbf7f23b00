package dev.countersign.rules.core.condition;

/** Which crossings of tiers count. */
public enum Direction {
  UP,
  DOWN,
  EITHER;

  /** Whether a move of so many tiers counts; no move never does. */
  public boolean counts(int tiersUp) {
    return switch (this) {
      case UP -> tiersUp > 0;
      case DOWN -> tiersUp < 0;
      case EITHER -> tiersUp != 0;
    };
  }
}
