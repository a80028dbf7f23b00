package dev.countersign.request.core;

/** Who stops an approved request before its hold is over (T-23). */
public sealed interface Revoker {

  /** A person who could decide one of its steps. */
  record Checker(PersonId person) implements Revoker {}

  /** A person with the platform role operator. */
  record Operator(PersonId person) implements Revoker {}

  /** The producing system revised the subject. */
  record Successor(String source, String id) implements Revoker {}
}
