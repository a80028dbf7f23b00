package dev.countersign.notification.core;

/** What people are told of, as they choose how. */
public enum Occasion {
  /** A step waits for the person's decision. */
  DECISION_NEEDED,
  /** A step was escalated to the person: told at once and by mail, whatever was chosen. */
  ESCALATED_TO_YOU,
  /** The person's own request has ended. */
  REQUEST_ENDED;

  /** Whether nobody may silence or delay it. */
  public boolean isMandatory() {
    return this == ESCALATED_TO_YOU;
  }
}
