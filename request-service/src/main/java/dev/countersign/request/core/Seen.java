package dev.countersign.request.core;

/**
 * What the checker had in view: a decision counts for these bytes, this attempt and this policy.
 */
public record Seen(Digest payload, int iteration, int policyVersion) {
  /** What nobody can have seen. */
  public static final Seen NOTHING = new Seen(new Digest("0".repeat(64)), 0, 0);
}
