package dev.countersign.request.core;

/** Who takes a request back. */
public sealed interface Canceller {

  /** The person withdraws what they made. */
  record Maker(PersonId person) implements Canceller {}

  /** A person with the platform role operator. */
  record Operator(PersonId person) implements Canceller {}

  /** The producing system cancelled the subject; the request's answer is also this event's. */
  record SourceEvent(String source, String id) implements Canceller {}

  /** An event of the producing system that has an answer of its own, such as a revision. */
  record Successor(String source, String id) implements Canceller {}
}
