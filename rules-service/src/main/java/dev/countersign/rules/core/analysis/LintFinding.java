package dev.countersign.rules.core.analysis;

/**
 * One thing the analysis has to say about a policy.
 *
 * @param where a rule, band or step, as traces name it
 * @param example an input that shows it, in words; empty where none is needed
 */
public record LintFinding(Code code, String where, String example) {

  /** The kinds of findings. */
  public enum Code {
    /** Amounts between two bands that belong to neither. */
    GAP(Severity.ERROR),
    /** Amounts that belong to two bands. */
    OVERLAP(Severity.ERROR),
    /** The highest band ends: what is above it belongs to nobody. */
    TOP_BAND_MISSING(Severity.ERROR),
    /** Some events reach no step; the example is one (F-216). */
    NOBODY_ASKED(Severity.WARNING),
    /** Some events reach no step and pass, because the policy says so by name (C-04). */
    FAILS_OPEN_BY_CHOICE(Severity.RISK),
    /** Some events apply to fewer tracks than are required. */
    TRACKS_UNREACHABLE(Severity.WARNING),
    /** A rule or band that no event reaches. */
    UNREACHABLE(Severity.WARNING),
    /** A step without any condition beside steps that approve themselves or are skipped (F-215). */
    APPLIES_TO_EVERYTHING(Severity.WARNING),
    /** Steps that escalate to each other in a circle. */
    ESCALATION_CYCLE(Severity.WARNING),
    /** The request expires before the clocks of its steps have run. */
    TTL_SHORTER_THAN_STEPS(Severity.WARNING),
    /** A maker may decide on their own request (C-09). */
    SELF_APPROVAL_ALLOWED(Severity.RISK),
    /** The conditions are beyond what the analysis can reason about. */
    CANNOT_PROVE(Severity.WARNING);

    private final Severity severity;

    Code(Severity severity) {
      this.severity = severity;
    }

    public Severity severity() {
      return severity;
    }
  }

  /** How grave a finding is. */
  public enum Severity {
    /** The version cannot be put in force. */
    ERROR,
    /** A choice that was made by name and that an auditor will ask about. */
    RISK,
    WARNING
  }
}
