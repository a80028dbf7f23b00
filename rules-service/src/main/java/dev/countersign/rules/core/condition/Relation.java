package dev.countersign.rules.core.condition;

/** How a number stands to a bound. C-03: {@code AT_LEAST} and {@code ABOVE} are never mixed up. */
public enum Relation {
  BELOW("<"),
  AT_MOST("<="),
  AT_LEAST(">="),
  ABOVE(">");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }

  /** Whether the relation holds, given the sign of the comparison of a number with the bound. */
  public boolean holds(int comparison) {
    return switch (this) {
      case BELOW -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case AT_LEAST -> comparison >= 0;
      case ABOVE -> comparison > 0;
    };
  }

  /** The same relation said from the bound's side: 5 is below x when x is above 5. */
  public Relation mirrored() {
    return switch (this) {
      case BELOW -> ABOVE;
      case AT_MOST -> AT_LEAST;
      case AT_LEAST -> AT_MOST;
      case ABOVE -> BELOW;
    };
  }
}
