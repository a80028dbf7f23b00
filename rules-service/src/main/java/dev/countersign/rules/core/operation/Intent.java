package dev.countersign.rules.core.operation;

/** What an event asks of the approval of its subject. */
public enum Intent {
  OPEN,
  REVISE,
  CANCEL
}
