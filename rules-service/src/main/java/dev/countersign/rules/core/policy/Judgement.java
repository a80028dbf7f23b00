package dev.countersign.rules.core.policy;

/**
 * What a rule's coverage says about an amount. Instances are made once per policy, not per event.
 */
public sealed interface Judgement {

  /** Somebody has to agree. */
  record Asks(Clause clause) implements Judgement {}

  /** Nobody is asked: the amount lies below the lowest band. */
  record BelowFirstBand(Clause lowest) implements Judgement {}

  /** The amount lies between or above the bands as they are written: nobody knows what is meant. */
  record Uncovered() implements Judgement {}

  /** The rule knows no band in this currency, and nothing is converted. */
  record NoBand() implements Judgement {}

  Judgement NO_BAND = new NoBand();
  Judgement UNCOVERED = new Uncovered();
}
