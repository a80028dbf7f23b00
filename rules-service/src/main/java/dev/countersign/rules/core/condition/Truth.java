package dev.countersign.rules.core.condition;

/**
 * What a condition comes to. An unknown part is ignored only where the known ones settle the answer
 * whatever it may be: {@code all} is false if one part is, {@code any} is true if one part is.
 */
public enum Truth {
  TRUE,
  FALSE,
  /** A fact that decides the answer is not there; {@link OnMissingFact} has the say. */
  MISSING,
  /** A fact that decides the answer is not of the kind it is tested as: always quarantine. */
  MALFORMED,
  /** The evaluation ran out of steps: always quarantine. */
  TOO_COSTLY;

  public static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** Whether a rule can act on it. */
  public boolean isKnown() {
    return this == TRUE || this == FALSE;
  }

  /** The opposite; what is unknown stays unknown. */
  public Truth negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case MISSING, MALFORMED, TOO_COSTLY -> this;
    };
  }

  /** The answer under a policy's setting. {@code MISSING} remains only if it is quarantine. */
  public Truth under(OnMissingFact setting) {
    if (this != MISSING) {
      return this;
    }
    return switch (setting) {
      case QUARANTINE -> MISSING;
      case NON_MATCH -> FALSE;
      case MATCH -> TRUE;
    };
  }

  /** Of two unknowns the graver one; of a known and an unknown the unknown. */
  Truth orGraver(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
