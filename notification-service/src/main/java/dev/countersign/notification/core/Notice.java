package dev.countersign.notification.core;

/** One thing to be delivered because of an event. */
public sealed interface Notice {

  record MailToPerson(String personId) implements Notice {}

  /** Becomes one {@link MailToPerson} per member once the directory is asked. */
  record MailToRole(String role) implements Notice {}

  /** Goes to the partner's endpoint, if it has one. */
  record CallToEndpoint() implements Notice {}
}
