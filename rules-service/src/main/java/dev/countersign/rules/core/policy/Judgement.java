package dev.countersign.rules.core.policy;

/** What a policy says about an amount. Instances are made once per policy, not per event. */
public sealed interface Judgement {

  /** Somebody has to agree. */
  record Asks(Rule rule) implements Judgement {}

  /** Nobody is asked: the amount lies below the lowest band. */
  record BelowFirstBand(Rule lowest) implements Judgement {}

  /** The policy knows no band in this currency, and nothing is converted. */
  record NoBand() implements Judgement {}

  Judgement NO_BAND = new NoBand();
}
