package dev.countersign.notification.core;

/** One thing to be delivered because of an event. */
public sealed interface Notice {

  record ToPerson(String personId) implements Notice {}

  /** Becomes one {@link ToPerson} per member once the directory is asked. */
  record ToRole(String role) implements Notice {}

  /** Goes to the partner's endpoint, if it has one. */
  record ToEndpoint() implements Notice {}
}
