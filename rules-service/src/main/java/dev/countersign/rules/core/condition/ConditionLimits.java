package dev.countersign.rules.core.condition;

/** How much a condition may be. Beyond, it is refused at save: hostile, or a mistake (IN-06). */
public final class ConditionLimits {

  /** Characters of the written condition. */
  public static final int LONGEST_SOURCE = 16 * 1024;

  /** Conditions or expressions inside each other. */
  public static final int DEEPEST = 30;

  /** Tests, combinations and operators in all. */
  public static final int MOST_PARTS = 500;

  /** Values of one list. */
  public static final int MOST_VALUES = 1000;

  /** Characters of one text in a condition. */
  public static final int LONGEST_TEXT = 500;

  /** Characters and names of a path. */
  public static final int LONGEST_PATH = 200;

  public static final int MOST_SEGMENTS = 16;

  /** Steps of one JSON Logic expression on one event; a step is an operator or a list element. */
  public static final int MOST_STEPS = 20_000;

  private ConditionLimits() {}
}
