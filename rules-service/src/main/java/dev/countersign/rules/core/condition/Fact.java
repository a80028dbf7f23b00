package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Path;

/** A fact that a condition reads: where it stands, and the type it was declared with (F-021). */
public record Fact(Path path, FactType type) {

  @Override
  public String toString() {
    return path.toString();
  }
}
