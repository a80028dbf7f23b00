package dev.countersign.rules.core.operation;

import dev.countersign.rules.core.Path;

/** Where an operation's facts stand in the data of its events. */
public record FactPaths(
    Path amount, Path currency, Path maker, Path makerReason, Path branch, Path contributors) {

  /** The paths a producer gets without registering any. */
  public static final FactPaths DEFAULT =
      new FactPaths(
          Path.of("amount"),
          Path.of("currency"),
          Path.of("maker"),
          Path.of("makerReason"),
          Path.of("branch"),
          Path.of("contributors"));
}
