package dev.countersign.request.kafka;

import java.io.Serial;

/** A message of ours that is not what its contract says; it becomes a dead letter. */
final class InvalidMessage extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidMessage(String message) {
    super(message);
  }

  InvalidMessage(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
