package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;

/** A fact with nothing in it. */
final class EmptyTest implements Test {

  private final Condition.IsEmpty condition;
  private final FactReader reader;

  EmptyTest(Condition.IsEmpty condition) {
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

  private static Truth judge(Value actual) {
    return Truth.of(isEmpty(actual));
  }

  /** Zero and false are something. */
  static boolean isEmpty(Value value) {
    return switch (value) {
      case Value.Missing _ -> true;
      case Value.Text(var text) -> text.isBlank();
      case Value.Items(var items) -> items.isEmpty();
      case Value.Fields(var fields) -> fields.isEmpty();
      case Value.Decimal _, Value.Bool _ -> false;
    };
  }
}
