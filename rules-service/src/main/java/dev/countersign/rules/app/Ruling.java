package dev.countersign.rules.app;

/** What a use case answers: the result, or why it declined. */
public sealed interface Ruling<T> {

  /** Done. */
  record Accepted<T>(T result) implements Ruling<T> {}

  /** Declined, and nothing was changed. */
  record Refused<T>(Refusal refusal) implements Ruling<T> {}

  static <T> Ruling<T> accept(T result) {
    return new Accepted<>(result);
  }

  static <T> Ruling<T> refuse(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
