package dev.countersign.rules.core.analysis;

import java.util.List;

/** What the analysis concludes of a policy, and why. */
public record Proof(Coverage coverage, List<LintFinding> findings) {

  public Proof {
    findings = List.copyOf(findings);
  }

  /**
   * Whether every event that can be judged reaches somebody, or a word that nobody need be asked.
   */
  public enum Coverage {
    /** Every one does. */
    SAFE,
    /** One does not; a finding names it. */
    UNSAFE,
    /** Nobody can say. */
    CANNOT_PROVE
  }
}
