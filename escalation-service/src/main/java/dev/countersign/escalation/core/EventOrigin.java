package dev.countersign.escalation.core;

/** Where an event stands: in which request, in which iteration, and as which of its entries. */
public record EventOrigin(PartnerId partner, RequestId request, int iteration, long seq) {

  public EventOrigin {
    if (iteration < 1 || seq < 0) {
      throw new IllegalArgumentException(
          "Expected iteration >= 1 and seq >= 0, but they are " + iteration + " and " + seq);
    }
  }
}
