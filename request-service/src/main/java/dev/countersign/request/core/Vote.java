package dev.countersign.request.core;

/** What a checker says. The engine refuses; only people reject. To abstain is to recuse oneself. */
public enum Vote {
  APPROVE,
  REJECT,
  REQUEST_CHANGES,
  ABSTAIN
}
