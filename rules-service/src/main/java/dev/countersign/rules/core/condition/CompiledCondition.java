package dev.countersign.rules.core.condition;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition ready to be asked, any number of times and from any thread. It reads facts and
 * nothing else, and its cost is bounded by {@link ConditionLimits} whatever the event holds.
 */
public final class CompiledCondition {

  /** The condition that is always true (F-030). */
  public static final CompiledCondition ALWAYS = of(Condition.ALWAYS, ConditionSource.BLANK);

  private final Condition condition;
  private final ConditionSource source;
  private final Test test;

  private CompiledCondition(Condition condition, ConditionSource source) {
    this.condition = condition;
    this.source = source;
    this.test = ConditionCompiler.compile(condition);
  }

  /** Compiles a condition, with the text it was read from. */
  public static CompiledCondition of(Condition condition, ConditionSource source) {
    return new CompiledCondition(condition, source);
  }

  /** What it means. */
  public Condition condition() {
    return condition;
  }

  /** What its author wrote. */
  public ConditionSource source() {
    return source;
  }

  /** Whether the condition holds. Allocates nothing, JSON Logic beyond the simple tests aside. */
  public Truth test(FactSource facts) {
    return test.of(facts);
  }

  /** As {@link #test}; notes the leaves that were looked at before the answer was clear. */
  public Truth trace(FactSource facts, List<TracedCondition> looked) {
    return test.traced(facts, new Trace(looked, false));
  }

  /** Every leaf with its actual value, whether or not the answer depends on it (N-03). */
  public List<TracedCondition> explain(FactSource facts) {
    var leaves = new ArrayList<TracedCondition>();
    test.traced(facts, new Trace(leaves, true));
    return List.copyOf(leaves);
  }

  /** What it asks, in the words of a language. */
  public String in(ConditionVocabulary words) {
    return new ConditionWords(words).say(condition);
  }

  @Override
  public String toString() {
    return ConditionWords.of(condition);
  }
}
