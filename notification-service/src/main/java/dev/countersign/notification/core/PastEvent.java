package dev.countersign.notification.core;

/** An event of a request that was taken earlier. */
public record PastEvent(EventKey key, EventKind kind, Facts facts) {

  boolean isAfter(PastEvent other) {
    return key.partnerId().equals(other.key.partnerId())
        && key.requestId().equals(other.key.requestId())
        && key.seq() > other.key.seq();
  }
}
