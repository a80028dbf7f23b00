package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.util.List;

/** Collects the leaves looked at; {@code everything} looks on after the answer is clear. */
record Trace(List<TracedCondition> lines, boolean everything) {

  Truth note(Condition condition, Value actual, Truth truth) {
    lines.add(new TracedCondition(condition, actual, truth));
    return truth;
  }
}
