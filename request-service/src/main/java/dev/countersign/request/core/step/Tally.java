package dev.countersign.request.core.step;

/** The count of a step at one moment. */
public record Tally(int approved, int rejected, int needed, int poolSize) {}
