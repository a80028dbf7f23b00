package dev.countersign.rules.core.condition;

/** A condition as its author wrote it; kept beside what was compiled from it (C-06). */
public record ConditionSource(Notation notation, String text) {

  public static final ConditionSource BLANK = new ConditionSource(Notation.BLANK, "");
}
