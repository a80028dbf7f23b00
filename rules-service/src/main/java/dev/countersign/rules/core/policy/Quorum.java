package dev.countersign.rules.core.policy;

/** How many of a step's pool have to agree. The pool is counted where it is known, downstream. */
public sealed interface Quorum {

  /** One of them. */
  record Any() implements Quorum {}

  /** Everyone. */
  record All() implements Quorum {}

  /** A fixed number of distinct people. */
  record Count(int people) implements Quorum {}

  /** The safe default of C-14. */
  Quorum ONE = new Count(1);
}
