package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;

/** A number beside another fact, or a percentage of it (F-059). */
final class RelativeTest implements Test {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Condition.Compare condition;
  private final FactReader reader;
  private final FactReader other;
  private final BigDecimal percent;

  RelativeTest(Condition.Compare condition, Fact other, BigDecimal percent) {
    this.condition = condition;
    this.reader = FactReader.of(condition.fact().path());
    this.other = FactReader.of(other.path());
    this.percent = percent;
  }

  static RelativeTest toFact(Condition.Compare condition, Fact other) {
    return new RelativeTest(condition, other, HUNDRED);
  }

  @Override
  public Truth of(FactSource facts) {
    return judge(reader.in(facts), other.in(facts));
  }

  @Override
  public Truth traced(FactSource facts, Trace trace) {
    var actual = reader.in(facts);
    return trace.note(condition, actual, judge(actual, other.in(facts)));
  }

  private Truth judge(Value actual, Value base) {
    var number = Decimals.read(actual);
    var whole = Decimals.read(base);
    if (number == null || whole == null) {
      return Unknown.kindOf(actual, base);
    }
    // Both sides times a hundred: a division would have to round.
    var comparison = number.multiply(HUNDRED).compareTo(whole.multiply(percent));
    return Truth.of(condition.relation().holds(comparison));
  }
}
