package dev.countersign.rules.core.condition;

/** A compiled piece of a condition. Stateless. */
interface Test {

  Truth of(FactSource facts);

  /** The same answer, noting each leaf. */
  Truth traced(FactSource facts, Trace trace);
}
