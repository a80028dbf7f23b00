package dev.countersign.embedded;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a connector does now.
 *
 * @param states of the connector first, then of its tasks
 * @param description the whole answer of Connect, with the trace of a failure
 */
public record ConnectorState(List<String> states, String description) {

  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([A-Z_]+)\"");

  /** Reads the answer of Connect, in which nothing but states is called {@code state}. */
  static ConnectorState parse(String status) {
    List<String> states = STATE.matcher(status).results().map(found -> found.group(1)).toList();
    return new ConnectorState(states, status);
  }

  /** The connector and at least one task run. */
  public boolean isRunning() {
    return states.size() > 1 && states.stream().allMatch("RUNNING"::equals);
  }

  /** The connector rests and has no tasks. */
  public boolean isStopped() {
    return states.equals(List.of("STOPPED"));
  }

  public boolean hasFailed() {
    return states.contains("FAILED");
  }
}
