package dev.countersign.request.ui;

/** One fact of the request, and what it was in the revision before if there was one. */
public record Field(String label, String value, String before, Change change) {

  /** How a field differs from the earlier revision. */
  public enum Change {
    NONE,
    CHANGED,
    ADDED,
    REMOVED
  }

  /** The characters of the value that may hide something from the eye; empty if none. */
  public String oddity() {
    return Oddities.of(value);
  }

  public boolean isChanged() {
    return change != Change.NONE;
  }
}
