package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;

/** Why a fact could not be tested. */
final class Unknown {

  private Unknown() {}

  /** Absent, or there but of another kind. */
  static Truth kindOf(Value actual) {
    return actual instanceof Value.Missing ? Truth.MISSING : Truth.MALFORMED;
  }

  /** The same of two facts that are only of use together. */
  static Truth kindOf(Value one, Value other) {
    return one instanceof Value.Missing || other instanceof Value.Missing
        ? Truth.MISSING
        : Truth.MALFORMED;
  }
}
