package dev.countersign.rules.core.analysis;

/**
 * One thing the analysis has to say about a policy.
 *
 * @param where a rule, band or step, as traces name it
 * @param example an input or a detail that shows it, in words; empty where none is needed
 */
public record LintFinding(Code code, String where, String example) {

  /** The kinds of findings. */
  public enum Code {
    /** Amounts between two bands that belong to neither. */
    GAP(Severity.ERROR, "Let each band begin where the one below it ends."),

    /** Amounts that belong to two bands. */
    OVERLAP(Severity.ERROR, "Let each band begin where the one below it ends."),

    /** The highest band ends: what is above it belongs to nobody. */
    TOP_BAND_MISSING(Severity.ERROR, "Leave the end of the highest band out."),

    /** Some events reach no step; the example is one (F-216). */
    NOBODY_ASKED(Severity.WARNING, "Name a fallbackStep, or a step without a condition."),

    /** Some events reach no step and pass, because the policy says so by name (C-04). */
    FAILS_OPEN_BY_CHOICE(Severity.RISK, "Name a fallbackStep instead of AUTO_APPROVE."),

    /** Some events apply to fewer tracks than are required. */
    TRACKS_UNREACHABLE(Severity.WARNING, "Require fewer tracks, or let more of them apply."),

    /** A rule or band that no event reaches. */
    UNREACHABLE(Severity.WARNING, "Take it out, or move it before the rule that hides it."),

    /** A step without any condition beside steps that approve themselves or are skipped (F-215). */
    APPLIES_TO_EVERYTHING(
        Severity.WARNING, "If that is not meant, give the step a condition or a threshold."),

    /** Steps that escalate to each other in a circle. */
    ESCALATION_CYCLE(Severity.WARNING, "Let the last rung ask somebody outside of the circle."),

    /** The request expires before the clocks of its steps have run. */
    TTL_SHORTER_THAN_STEPS(Severity.WARNING, "Make the ttl longer, or the steps' clocks shorter."),

    /**
     * Steps run in a calendar, the ttl by the clock: which ends first depends on when it starts.
     */
    TTL_NOT_COMPARED(
        Severity.WARNING, "Make the ttl long enough for weekends and holidays; it does not stop."),

    /** A maker may decide on their own request (C-09). */
    SELF_APPROVAL_ALLOWED(Severity.RISK, "Forbid selfApproval unless somebody reviews its use."),

    /** The conditions are beyond what the analysis can reason about. */
    CANNOT_PROVE(Severity.WARNING, "Name a fallbackStep, or write simpler conditions."),

    /** A condition reads a fact that the operation does not declare (F-021). */
    FACT_UNDECLARED(Severity.WARNING, "Declare it with its type, or check how it is spelled."),

    /** The directory holds nobody, so nothing is known about pools. */
    DIRECTORY_EMPTY(Severity.WARNING, "Load the people, then look again."),

    /** Nobody who decides anything holds a role or belongs to a group. */
    ROLE_UNHELD(Severity.WARNING, "Give it to somebody, or ask somebody else."),

    /** A named person is not in the directory, or decides nothing. */
    PERSON_UNKNOWN(Severity.WARNING, "Name a role, or somebody who is there."),

    /** Nobody at all could decide a step. */
    POOL_EMPTY(Severity.WARNING, "Ask somebody who exists: every request would be blocked."),

    /** A step needs more people than there are. */
    QUORUM_ABOVE_POOL(Severity.WARNING, "Ask for fewer, or ask more people."),

    /** Too few are left when one of the step's own people is the maker. */
    POOL_NEEDS_ITS_MAKER(Severity.WARNING, "Ask one person more than the step needs."),

    /**
     * Whom a resolver lists is known where requests are decided, not where policies are checked.
     */
    RESOLVER_NOT_PROVEN(
        Severity.WARNING, "See that the table has a line for every key, or let a rung ask others."),

    /** A rung of an escalation ladder asks nobody. */
    RUNG_ASKS_NOBODY(Severity.WARNING, "Escalate to somebody who exists.");

    private final Severity severity;
    private final String advice;

    Code(Severity severity, String advice) {
      this.severity = severity;
      this.advice = advice;
    }

    public Severity severity() {
      return severity;
    }

    /** What to do about it. */
    public String advice() {
      return advice;
    }

    /** Whether every request that reaches the step would be stuck for want of people. */
    public boolean leavesNobody() {
      return this == POOL_EMPTY || this == QUORUM_ABOVE_POOL;
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
