package dev.countersign.rules.core.evaluation;

import java.util.function.Function;

/** What was found in an event, or why the event cannot be judged further. */
sealed interface Finding<T> {

  /** Found. */
  record Found<T>(T value) implements Finding<T> {}

  /** The event has to be quarantined. */
  record Stuck<T>(QuarantineReason reason) implements Finding<T> {}

  static <T> Finding<T> found(T value) {
    return new Found<>(value);
  }

  static <T> Finding<T> stuck(QuarantineReason reason) {
    return new Stuck<>(reason);
  }

  /** Goes on with what was found. */
  default <R> Finding<R> then(Function<T, Finding<R>> next) {
    return switch (this) {
      case Found<T>(var value) -> next.apply(value);
      case Stuck<T>(var reason) -> new Stuck<>(reason);
    };
  }
}
