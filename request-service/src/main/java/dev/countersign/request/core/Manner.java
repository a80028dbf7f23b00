package dev.countersign.request.core;

/** How a decision came: looked at alone, or together with others, where the policy allows that. */
public enum Manner {
  ALONE,
  IN_BULK
}
