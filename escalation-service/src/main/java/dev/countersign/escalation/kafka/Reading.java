package dev.countersign.escalation.kafka;

import dev.countersign.escalation.core.ClockEvent;

/** What a record turned out to be for this service. */
sealed interface Reading {

  record Wanted(ClockEvent event) implements Reading {}

  /** Starts and ends no clock. */
  record Ignored() implements Reading {}

  /** Belongs into the dead letters. */
  record Unreadable(String reason, String detail) implements Reading {}
}
