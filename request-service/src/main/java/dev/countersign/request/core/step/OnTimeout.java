package dev.countersign.request.core.step;

/** What the end of a step's time does (C-08). None of them approves. */
public enum OnTimeout {
  REMIND,
  ESCALATE,
  EXPIRE_STEP,
  NOTIFY_ONLY
}
