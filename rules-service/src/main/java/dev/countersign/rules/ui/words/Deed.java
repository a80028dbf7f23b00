package dev.countersign.rules.ui.words;

/** What somebody did with a version of a policy. */
public enum Deed {
  DRAFTED,
  SUBMITTED,
  ACTIVATED,
  REVIEWED,
  RETIRED
}
