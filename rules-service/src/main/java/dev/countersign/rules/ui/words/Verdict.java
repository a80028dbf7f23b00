package dev.countersign.rules.ui.words;

/** What an event was answered. */
public enum Verdict {
  REQUIRED,
  NOT_REQUIRED,
  QUARANTINED,
  WITHDRAWAL;

  /** The verdict a message names; whatever is none has to be looked at. */
  public static Verdict of(String name) {
    for (var verdict : values()) {
      if (verdict.name().equals(name)) {
        return verdict;
      }
    }
    return QUARANTINED;
  }

  /** The tone of the badge that says it. */
  public String tone() {
    return switch (this) {
      case REQUIRED -> "waiting";
      case NOT_REQUIRED -> "positive";
      default -> "negative";
    };
  }
}
