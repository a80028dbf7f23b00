package dev.countersign.platform.messaging;

/** Carries a reason code from the place that saw it to the parser's door, and no further. */
final class NotAnEvent extends Exception {

  final String reason;
  final String detail;

  NotAnEvent(String reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  NotAnEvent(String reason, InvalidJson cause) {
    this(reason, String.valueOf(cause.getMessage()));
  }

  static NotAnEvent envelope(String detail) {
    return new NotAnEvent("NOT_A_CLOUDEVENT", detail);
  }
}
