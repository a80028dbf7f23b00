package dev.countersign.rules.core.policy;

/** How many of a group have to agree (C-14): of a step's pool, or of a plan's tracks. */
public sealed interface Quorum {

  /** One of them. */
  record Any() implements Quorum {}

  /** Everyone. */
  record All() implements Quorum {}

  /** More than half. */
  record Majority() implements Quorum {}

  /** At least so many of a hundred, and at least one. */
  record Percent(int percent) implements Quorum {}

  /** A fixed number of distinct people or tracks. */
  record Count(int people) implements Quorum {}

  /** The safe default of a step (C-14). */
  Quorum ONE = new Count(1);

  /** The safe default of a plan: no track can be left out. */
  Quorum EVERYONE = new All();

  /**
   * The number it comes to in a group; F-101. May exceed the group, which then cannot satisfy it.
   */
  static int needed(Quorum quorum, int group) {
    return switch (quorum) {
      case Any _ -> 1;
      case All _ -> group;
      case Majority _ -> group / 2 + 1;
      case Percent(var percent) -> Math.max(Math.ceilDiv(group * percent, 100), 1);
      case Count(var people) -> people;
    };
  }
}
