package dev.countersign.platform.messaging;

/** What a record turned out to be for the service that reads it. */
public sealed interface Reading<T> {

  record Wanted<T>(T value) implements Reading<T> {}

  /** Somebody else's business. */
  record Ignored<T>() implements Reading<T> {}

  /** Belongs into the dead letters. */
  record Unreadable<T>(String reason, String detail) implements Reading<T> {}
}
