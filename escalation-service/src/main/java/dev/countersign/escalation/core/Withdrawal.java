package dev.countersign.escalation.core;

/** Which timers of a request an event makes pointless; only ones armed by earlier events. */
public sealed interface Withdrawal {

  record Nothing() implements Withdrawal {}

  record WholeRequest() implements Withdrawal {}

  /** The timers of one step of the event's iteration, up to this rung. */
  record Rungs(int step, int upTo) implements Withdrawal {

    static Rungs all(int step) {
      return new Rungs(step, Integer.MAX_VALUE);
    }
  }
}
