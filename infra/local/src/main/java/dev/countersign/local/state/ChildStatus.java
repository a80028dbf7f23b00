package dev.countersign.local.state;

import java.util.Optional;

/**
 * What one child does now.
 *
 * @param mark absent while no process runs
 * @param restarts how often it died and was started again
 */
public record ChildStatus(String name, State state, Optional<ProcessMark> mark, int restarts) {

  /** From started to usable, and what happens after a death. */
  public enum State {
    STARTING,
    READY,
    RESTARTING,
    /** It died five times within a minute and is left alone. */
    GIVEN_UP,
    STOPPED
  }
}
