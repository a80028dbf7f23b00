package dev.countersign.escalation.kafka;

/** A body that is not what the contract says; the message names the member, never its value. */
final class NotAsAgreed extends Exception {

  NotAsAgreed(String message) {
    super(message);
  }
}
