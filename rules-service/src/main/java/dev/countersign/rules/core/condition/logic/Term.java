package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;

/** A compiled piece of an expression. Stateless. */
interface Term {
  Value in(Scope scope);
}
