package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;

/** A number beside one that is written in the condition. */
final class ComparisonTest implements Test {

  private final Condition.Compare condition;
  private final FactReader reader;
  private final Relation relation;
  private final BigDecimal bound;

  ComparisonTest(Condition.Compare condition, BigDecimal bound) {
    this.condition = condition;
    this.reader = FactReader.of(condition.fact().path());
    this.relation = condition.relation();
    this.bound = bound;
  }

  @Override
  public Truth of(FactSource facts) {
    return judge(reader.in(facts));
  }

  @Override
  public Truth traced(FactSource facts, Trace trace) {
    var actual = reader.in(facts);
    return trace.note(condition, actual, judge(actual));
  }

  private Truth judge(Value actual) {
    if (actual instanceof Value.Decimal(var number)) {
      return Truth.of(relation.holds(number.compareTo(bound)));
    }
    var number = Decimals.read(actual);
    return number == null
        ? Unknown.kindOf(actual)
        : Truth.of(relation.holds(number.compareTo(bound)));
  }
}
