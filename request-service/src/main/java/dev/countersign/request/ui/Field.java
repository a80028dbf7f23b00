package dev.countersign.request.ui;

/** One fact of the request, and what it was in the revision before if there was one. */
public record Field(String label, String value, String before, Change change) {

  /** How a field differs from the earlier revision. */
  public enum Change {
    NONE,
    CHANGED,
    ADDED,
    REMOVED;

    public String label() {
      return switch (this) {
        case NONE -> "";
        case CHANGED -> "changed";
        case ADDED -> "new";
        case REMOVED -> "removed";
      };
    }
  }

  /** What the value may hide from the eye; empty if nothing. */
  public String oddity() {
    return Oddities.of(value);
  }

  public boolean isChanged() {
    return change != Change.NONE;
  }
}
