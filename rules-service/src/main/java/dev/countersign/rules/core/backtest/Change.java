package dev.countersign.rules.core.backtest;

/** What becomes of an event's answer when another version gives it. */
public enum Change {
  /** The same verdict for the same reason, by the same route. */
  UNCHANGED,
  /** People would be asked where nobody was. */
  NEWLY_REQUIRED,
  /** Nobody would be asked where people were. */
  NO_LONGER_REQUIRED,
  /** Other people would be asked, or another number of them. */
  TIER_CHANGED,
  /** The same people would be asked under other terms: clocks, hold, reasons, locks. */
  ROUTE_CHANGED,
  NEWLY_QUARANTINED,
  NO_LONGER_QUARANTINED,
  /** Nobody is asked, or an operator must look, for another reason than before. */
  REASON_CHANGED;

  /** From one answer to another. */
  public static Change between(Answer before, Answer after) {
    if (before.isQuarantined() != after.isQuarantined()) {
      return after.isQuarantined() ? NEWLY_QUARANTINED : NO_LONGER_QUARANTINED;
    }
    if (before.isRequired() != after.isRequired()) {
      return after.isRequired() ? NEWLY_REQUIRED : NO_LONGER_REQUIRED;
    }
    if (!before.asked().equals(after.asked())) {
      return TIER_CHANGED;
    }
    if (!before.route().equals(after.route())) {
      return ROUTE_CHANGED;
    }
    return before.reason().equals(after.reason()) ? UNCHANGED : REASON_CHANGED;
  }
}
