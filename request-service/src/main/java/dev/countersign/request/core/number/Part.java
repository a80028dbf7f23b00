package dev.countersign.request.core.number;

/** A piece of a prefix. */
public sealed interface Part {

  /** Text that every number shows as it is. */
  record Text(String text) implements Part {}

  /** Digits of the calendar. */
  record Calendar(Token token) implements Part {}
}
