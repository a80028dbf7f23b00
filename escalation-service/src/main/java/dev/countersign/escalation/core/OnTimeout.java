package dev.countersign.escalation.core;

/** What a step's policy asks for when its time is over. There is no value that approves (I-3). */
public enum OnTimeout {
  REMIND,
  ESCALATE,
  EXPIRE_STEP,
  NOTIFY_ONLY
}
