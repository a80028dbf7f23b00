package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;

/** A number between two others, both included. */
final class BetweenTest implements Test {

  private final Condition.Between condition;
  private final FactReader reader;

  BetweenTest(Condition.Between condition) {
    this.condition = condition;
    this.reader = FactReader.of(condition.fact().path());
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
    var number = Decimals.read(actual);
    return number == null
        ? Unknown.kindOf(actual)
        : Truth.of(
            number.compareTo(condition.low()) >= 0 && number.compareTo(condition.high()) <= 0);
  }
}
