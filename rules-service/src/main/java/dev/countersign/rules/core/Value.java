package dev.countersign.rules.core;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A value of an event's data, free of any JSON library.
 *
 * <p>{@link Missing} stands for an absent field and for JSON null alike: a rule may not tell them
 * apart, so that a renamed field can never read as "nothing to ask".
 */
public sealed interface Value {

  /** The one absent value. */
  Value MISSING = new Missing();

  /** A JSON string, exactly as written. */
  record Text(String text) implements Value {}

  /** A JSON number. Its plain rendering is short: the reader refuses to expand anything longer. */
  record Decimal(BigDecimal number) implements Value {}

  /** A JSON boolean. */
  record Bool(boolean truth) implements Value {}

  /** A JSON array. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A JSON object. */
  record Fields(Map<String, Value> fields) implements Value {
    public Fields {
      fields = Map.copyOf(fields);
    }
  }

  /** Nothing there. */
  record Missing() implements Value {}
}
