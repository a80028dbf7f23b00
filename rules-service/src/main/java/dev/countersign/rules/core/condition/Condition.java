package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.logic.Expression;
import java.math.BigDecimal;
import java.util.List;

/**
 * What must hold of an event's facts for a rule to apply: one tree for all notations (C-06).
 *
 * <p>A negation is always a {@link Not} around the positive leaf, so that whoever reasons about
 * conditions meets each test once. A condition within the {@linkplain ConditionLimits limits} can
 * be {@linkplain CompiledCondition compiled}; nothing here evaluates.
 */
public sealed interface Condition {

  /** No condition at all (F-030). */
  Condition ALWAYS = new Always();

  /** Holds of every event. */
  record Always() implements Condition {}

  /** Every part holds. Of no parts: holds. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. Of no parts: does not hold. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** The part does not hold. What is unknown stays unknown. */
  record Not(Condition part) implements Condition {}

  /** The part, with its own answer to a missing fact instead of the policy's (C-07). */
  record OnMissing(Condition part, OnMissingFact answer) implements Condition {}

  /** A test of facts; everything else only combines. */
  sealed interface Leaf extends Condition {}

  /** A number beside a bound: {@code amount >= 500} (F-034 … F-037, F-054, F-059). */
  record Compare(Fact fact, Relation relation, Bound bound) implements Leaf {}

  /** A number between two others, both included (F-044). */
  record Between(Fact fact, BigDecimal low, BigDecimal high) implements Leaf {}

  /** A fact is this value, in one of the senses of {@link Equality} (F-032). */
  record Is(Fact fact, Value literal, Equality sense) implements Leaf {}

  /** A fact is one of these values (F-042). */
  record OneOf(Fact fact, List<Value> literals, Equality sense) implements Leaf {
    public OneOf {
      literals = List.copyOf(literals);
    }
  }

  /** A text contains, starts with or ends with another (F-038, F-040, F-041). */
  record Reads(Fact fact, TextRelation relation, String text) implements Leaf {}

  /** A fact is absent, null, blank, or a list or object of nothing (F-045). Never unknown. */
  record IsEmpty(Fact fact) implements Leaf {}

  /** A value went from one tier to another (F-057). */
  record Crosses(Fact before, Fact after, Tiers tiers, Direction direction) implements Leaf {}

  /** A JSON Logic expression that is none of the simpler tests comes out truthy (F-053). */
  record Holds(Expression expression) implements Leaf {}
}
