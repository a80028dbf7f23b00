package dev.countersign.request.core;

import java.util.List;

/** The answer to a command: the events it causes, or the reason it causes none. */
public sealed interface Ruling {

  /** The command is obeyed; the events follow each other in this order. */
  record Accepted(List<RequestEvent> events) implements Ruling {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command changes nothing. */
  record Refused(Refusal refusal) implements Ruling {}

  static Ruling accept(RequestEvent... events) {
    return new Accepted(List.of(events));
  }

  static Ruling accept(List<RequestEvent> events) {
    return new Accepted(events);
  }

  static Ruling refuse(Refusal refusal) {
    return new Refused(refusal);
  }
}
