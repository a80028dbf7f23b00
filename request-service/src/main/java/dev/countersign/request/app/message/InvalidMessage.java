package dev.countersign.request.app.message;

import java.io.Serial;

/** A message of ours that is not what its contract says; it becomes a dead letter. */
public final class InvalidMessage extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public InvalidMessage(String message) {
    super(message);
  }

  public InvalidMessage(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
