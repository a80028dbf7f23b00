package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;

/**
 * A leaf condition that was looked at: what it says, what the fact was, what that came to.
 *
 * @param condition the leaf, or its negation if it was written negated
 * @param actual the value of the fact; of a JSON Logic expression, its result
 */
public record TracedCondition(Condition condition, Value actual, Truth truth) {

  /** In words: {@code amount > 5000: was 4200}. */
  public String text() {
    return ConditionWords.of(condition) + ": was " + ConditionWords.of(actual);
  }
}
