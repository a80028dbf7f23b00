package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.util.List;

/** A text that contains, starts with or ends with another. */
final class ReadsTest implements Test {

  private final Condition.Reads condition;
  private final FactReader reader;
  private final TextSearch search;

  ReadsTest(Condition.Reads condition) {
    this.condition = condition;
    this.reader = FactReader.of(condition.fact().path());
    this.search = new TextSearch(condition.text());
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
    if (actual instanceof Value.Items(var items)) {
      return condition.relation() == TextRelation.CONTAINS
          ? Truth.of(hasElement(items))
          : Truth.MALFORMED;
    }
    var text = WrittenForm.of(actual);
    return text == null ? Unknown.kindOf(actual) : Truth.of(holds(text));
  }

  private boolean holds(String text) {
    return switch (condition.relation()) {
      case CONTAINS -> search.isIn(text);
      case STARTS_WITH -> text.startsWith(condition.text());
      case ENDS_WITH -> text.endsWith(condition.text());
    };
  }

  private boolean hasElement(List<Value> items) {
    for (int index = 0; index < items.size(); index++) {
      if (condition.text().equals(WrittenForm.of(items.get(index)))) {
        return true;
      }
    }
    return false;
  }
}
