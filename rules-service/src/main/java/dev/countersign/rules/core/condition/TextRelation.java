package dev.countersign.rules.core.condition;

/** How a text stands to another. Upper and lower case differ. */
public enum TextRelation {
  /** Of a list: one of its elements is the text. */
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH
}
