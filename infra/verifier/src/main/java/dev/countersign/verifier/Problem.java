package dev.countersign.verifier;

/** What can be wrong. */
public enum Problem {
  /** A checkpoint's signature is not of a known key. */
  SIGNATURE("The signature is not valid under a known key."),
  /** A checkpoint does not name the one before it, or does not add up. */
  CHECKPOINT_BROKEN("The checkpoint does not continue the one before it."),
  /** A checkpoint between others is nowhere to be found. */
  CHECKPOINT_MISSING("The checkpoint is missing."),
  /** A checkpoint that was published is not there any more. */
  ROLLED_BACK("The checkpoint was published, but the ledger no longer knows it."),
  /** Two different checkpoints were signed under one number. */
  FORKED("Another checkpoint was published under this number."),
  /** An entry says or hashes to something else than when it was written. */
  ALTERED("The entry is not the one that was written here."),
  /** An entry does not name the one before it. */
  BROKEN_LINK("The entry does not name the one before it."),
  /** An entry that was written is not there, or not in its place. */
  MISSING("The entry that was written here is missing."),
  /** An entry that no checkpoint knows. */
  NOT_COVERED("No checkpoint knows this entry."),
  /** An outcome names a place that the ledger does not have. */
  OUTCOME_WITHOUT_ENTRY("The outcome names an entry that does not exist."),
  /** A request has more than one final outcome. */
  SECOND_OUTCOME("The request has another final outcome.");

  private final String sentence;

  Problem(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
