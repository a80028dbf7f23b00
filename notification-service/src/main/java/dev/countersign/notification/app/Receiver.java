package dev.countersign.notification.app;

import dev.countersign.notification.core.Person;

/** Whom a notification is for. */
public sealed interface Receiver {

  /** Somebody of the partner's directory. */
  record Human(Person person) implements Receiver {}

  /** The partner's endpoint. */
  record OfEvents(Endpoint endpoint) implements Receiver {}
}
