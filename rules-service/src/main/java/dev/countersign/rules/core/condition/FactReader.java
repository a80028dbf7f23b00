package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;

/** A path resolved once: the context slot it may name, and the way through the data. */
public final class FactReader {

  private static final int NONE = -1;

  private final int contextSlot;
  private final String[] names;

  /** Each name as the index of a list, where it can be one. */
  private final int[] indexes;

  private FactReader(int contextSlot, Path path) {
    this.contextSlot = contextSlot;
    this.names = path.segments().toArray(String[]::new);
    this.indexes =
        path.segments().stream()
            .mapToInt(name -> Path.isIndex(name) ? Integer.parseInt(name) : NONE)
            .toArray();
  }

  public static FactReader of(Path path) {
    var segments = path.segments();
    var slot =
        segments.size() == 1
            ? ContextField.named(segments.getFirst()).map(ContextField::slot).orElse(NONE)
            : NONE;
    return new FactReader(slot, path);
  }

  /** The value a condition would find, or {@link Value#MISSING}. */
  public Value in(FactSource source) {
    if (contextSlot != NONE) {
      var value = source.context(contextSlot);
      if (!(value instanceof Value.Missing)) {
        return value;
      }
    }
    var value = source.data();
    for (int depth = 0; depth < names.length; depth++) {
      value = step(value, depth);
    }
    return value;
  }

  private Value step(Value value, int depth) {
    if (value instanceof Value.Fields fields) {
      var field = fields.fields().get(names[depth]);
      return field == null ? Value.MISSING : field;
    }
    if (value instanceof Value.Items(var items)) {
      var index = indexes[depth];
      return index != NONE && index < items.size() ? items.get(index) : Value.MISSING;
    }
    return Value.MISSING;
  }
}
