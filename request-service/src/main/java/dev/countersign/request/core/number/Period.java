package dev.countersign.request.core.number;

/** A stretch of time with one counter: a year, a month, or all of time. */
public record Period(String key) {
  public static final Period ALWAYS = new Period("-");
}
