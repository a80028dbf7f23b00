package dev.countersign.request.core;

/** What a checker says. The engine refuses; only people reject. */
public enum Vote {
  APPROVE,
  REJECT
}
