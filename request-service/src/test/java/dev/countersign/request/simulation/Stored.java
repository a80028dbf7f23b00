package dev.countersign.request.simulation;

import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState;
import java.util.List;

/** A request as the simulated database has it; every write makes a new one. */
record Stored(
    String partner,
    String subject,
    int revision,
    RequestState state,
    int version,
    List<RequestEvent> history,
    List<String> answers) {
  Stored {
    history = List.copyOf(history);
    answers = List.copyOf(answers);
  }
}
