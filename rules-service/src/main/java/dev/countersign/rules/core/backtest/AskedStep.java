package dev.countersign.rules.core.backtest;

import java.util.List;

/** One step that waits for people: in which track, how many of them, and whom it asks. */
public record AskedStep(String track, String quorum, List<String> approvers) {
  public AskedStep {
    approvers = List.copyOf(approvers);
  }
}
