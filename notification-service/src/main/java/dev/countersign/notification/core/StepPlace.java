package dev.countersign.notification.core;

/** Which step an event is about, and whether its quorum is reached with it. */
public record StepPlace(int iteration, int step, Quorum quorum) {

  /** Whether anybody's vote is still needed. */
  public enum Quorum {
    OPEN,
    REACHED
  }
}
