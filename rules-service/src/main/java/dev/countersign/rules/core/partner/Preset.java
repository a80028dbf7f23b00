package dev.countersign.rules.core.partner;

/** The two shipped flavours of control; each policy setting has its default here. */
public enum Preset {
  /**
   * Maker and checker give reasons, a policy needs a second admin, the S4 thresholds are active.
   */
  STRICT_MAKER_CHECKER,
  /** A reason only for a rejection, one admin suffices, no policy until one is created. */
  LIGHTWEIGHT;

  /** Whether the person who drafted a policy version may not activate it. */
  public boolean needsFourEyes() {
    return this == STRICT_MAKER_CHECKER;
  }
}
