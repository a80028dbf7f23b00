package dev.countersign.escalation.core;

/** Whether a clock says whom to escalate to. Who that is, only request-service needs to know. */
public enum EscalationTarget {
  NAMED,
  NONE
}
