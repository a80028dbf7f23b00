package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.util.List;

/** A value that went from one tier to another (F-057). */
final class CrossesTest implements Test {

  private final Condition.Crosses condition;
  private final FactReader before;
  private final FactReader after;

  CrossesTest(Condition.Crosses condition) {
    this.condition = condition;
    this.before = FactReader.of(condition.before().path());
    this.after = FactReader.of(condition.after().path());
  }

  @Override
  public Truth of(FactSource facts) {
    return judge(before.in(facts), after.in(facts));
  }

  @Override
  public Truth traced(FactSource facts, Trace trace) {
    var old = before.in(facts);
    var actual = after.in(facts);
    return trace.note(condition, new Value.Items(List.of(old, actual)), judge(old, actual));
  }

  private Truth judge(Value old, Value actual) {
    int from = condition.tiers().tierOf(old);
    int to = condition.tiers().tierOf(actual);
    if (from == Tiers.NONE || to == Tiers.NONE) {
      return Unknown.kindOf(old, actual);
    }
    return Truth.of(condition.direction().counts(to - from));
  }
}
