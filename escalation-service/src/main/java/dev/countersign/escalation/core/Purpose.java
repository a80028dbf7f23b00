package dev.countersign.escalation.core;

/** What a timer is for when it is due. Nothing here can say approve. */
public enum Purpose {
  EXPIRE_REQUEST,
  ESCALATE_STEP,

  /** Nobody is asked to do anything; that the time was over is on record. */
  NOTE
}
