package dev.countersign.rules.core.analysis;

import java.util.List;
import java.util.stream.Stream;

/** What the analysis concludes of a policy, and why. */
public record Proof(Coverage coverage, List<LintFinding> findings) {

  public Proof {
    findings = List.copyOf(findings);
  }

  /** The same conclusion, with more to say. */
  Proof with(List<LintFinding> more) {
    return new Proof(coverage, Stream.concat(findings.stream(), more.stream()).distinct().toList());
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
