package dev.countersign.request.core;

/** Who takes a request back. */
public sealed interface Canceller {

  /** The person withdraws what they made. */
  record Maker(PersonId person) implements Canceller {}

  /** A person with the platform role operator. */
  record Operator(PersonId person) implements Canceller {}

  /** The producing system cancelled or replaced the subject. */
  record SourceEvent(String source, String id) implements Canceller {}
}
