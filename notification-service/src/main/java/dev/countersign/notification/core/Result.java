package dev.countersign.notification.core;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to deliver. */
public sealed interface Result {

  record Delivered(String detail) implements Result {}

  /** May work later; the receiver may have said when. */
  record Failed(String detail, Optional<Duration> retryAfter) implements Result {}

  /** Will never work. */
  record Refused(String detail) implements Result {}

  /** The endpoint says it is no more: nothing is sent there again. */
  record Gone(String detail) implements Result {}

  /** The directory does not know the person yet. */
  record AddressUnknown() implements Result {}

  /** Nobody needs it any more. */
  record Superseded(String detail) implements Result {}

  static Result failed(String detail) {
    return new Failed(detail, Optional.empty());
  }
}
