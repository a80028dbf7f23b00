package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.util.Map;

/** What conditions read of one event: the context first, else the data (F-049). */
public final class FactSource {

  private static final int FIELDS = ContextField.values().length;

  private final Value[] context = new Value[FIELDS];
  private final Value data;

  private FactSource(Value data) {
    this.data = data;
  }

  public static FactSource of(Map<ContextField, Value> context, Value data) {
    var source = new FactSource(data);
    for (var field : ContextField.values()) {
      source.context[field.slot()] = context.getOrDefault(field, Value.MISSING);
    }
    return source;
  }

  /** An event without context, as JSON Logic knows it. */
  public static FactSource of(Value data) {
    return of(Map.of(), data);
  }

  public Value data() {
    return data;
  }

  Value context(int slot) {
    return context[slot];
  }
}
