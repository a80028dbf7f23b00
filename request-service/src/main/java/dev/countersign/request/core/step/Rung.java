package dev.countersign.request.core.step;

import dev.countersign.request.core.people.Approver;
import java.util.List;

/** One rung of the escalation ladder (C-15): it lends approvers, what is required stays owed. */
public record Rung(Span after, List<Approver> approvers, Mode mode, Clock clock) {

  /** Whether the approvers so far remain able to act. */
  public enum Mode {
    ADD,
    REPLACE
  }

  /** Whether the step's time starts anew with the rung. */
  public enum Clock {
    RESET,
    KEPT
  }

  public Rung {
    approvers = List.copyOf(approvers);
  }
}
