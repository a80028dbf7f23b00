package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;

/** A path resolved once: the context slot it may name, and the way through the data. */
public final class FactReader {

  private static final int NO_CONTEXT = -1;

  private final int contextField;
  private final Path path;

  private FactReader(int contextField, Path path) {
    this.contextField = contextField;
    this.path = path;
  }

  public static FactReader of(Path path) {
    var segments = path.segments();
    var field =
        segments.size() == 1
            ? ContextField.named(segments.getFirst()).map(ContextField::slot).orElse(NO_CONTEXT)
            : NO_CONTEXT;
    return new FactReader(field, path);
  }

  /** The value a condition would find, or {@link Value#MISSING}. */
  public Value in(FactSource source) {
    if (contextField != NO_CONTEXT) {
      var value = source.context(contextField);
      if (!(value instanceof Value.Missing)) {
        return value;
      }
    }
    return path.in(source.data());
  }
}
