package dev.countersign.platform.messaging;

/** What a record turned out to be: an event, or bytes that belong into the dead letters. */
public sealed interface Incoming {

  /** A well-formed event whose data is valid JSON. */
  record Known(CloudEvent event) implements Incoming {}

  /** Not an event. The reason is a stable code, the detail a sentence without any payload. */
  record Malformed(String reason, String detail) implements Incoming {}
}
