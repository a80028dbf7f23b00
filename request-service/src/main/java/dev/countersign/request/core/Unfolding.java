package dev.countersign.request.core;

import dev.countersign.request.core.RequestState.Pending;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one ruling while it is made. Each is applied at once, so that the next rule sees
 * what the one before it has changed.
 */
final class Unfolding {
  private final List<RequestEvent> events = new ArrayList<>();
  private RequestState state;

  Unfolding(RequestState state) {
    this.state = state;
  }

  Unfolding then(RequestEvent event) {
    state = state.evolve(event);
    events.add(event);
    return this;
  }

  /** The request as far as it has come; only rules on pending requests ask. */
  Pending pending() {
    if (state instanceof Pending pending) {
      return pending;
    }
    throw new IllegalStateException("Expected a pending request, but it is " + state);
  }

  boolean isPending() {
    return state instanceof Pending;
  }

  Ruling accepted() {
    return Ruling.accept(events);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }
}
