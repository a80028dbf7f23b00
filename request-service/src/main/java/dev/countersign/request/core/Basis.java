package dev.countersign.request.core;

/** Why an answer is what it is. */
public enum Basis {
  HUMAN_QUORUM,
  HUMAN_REJECTION,
  POLICY,
  EXPIRY,
  EMERGENCY_OVERRIDE,
  REVOKED,
  WITHDRAWN,
  OPERATOR,
  SOURCE_EVENT,
  UNEVALUABLE
}
