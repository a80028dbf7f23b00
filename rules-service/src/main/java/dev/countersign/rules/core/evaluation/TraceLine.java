package dev.countersign.rules.core.evaluation;

/** One sentence of why: the rule looked at, what was found, and whether it applied. */
public record TraceLine(String rule, String text, boolean matched) {}
