package dev.countersign.rules.core.policy;

/**
 * Why terms may not become a policy version.
 *
 * @param path where, in the notation of the document: {@code rules[1].bands[0].steps[2].quorum}
 */
public record TermsProblem(Code code, String path) {

  /** The kinds of problems; the name in lower case is the public code. */
  public enum Code {
    ABOUT_INVALID,
    RULES_MISSING,
    TOO_MANY_RULES,
    RULE_ID_INVALID,
    RULE_REPEATED,
    OPERATION_WITHOUT_AMOUNT,
    BANDS_MISSING,
    TOO_MANY_BANDS,
    BAND_REPEATED,
    BAND_EMPTY,
    CURRENCY_UNKNOWN,
    AMOUNT_INVALID,
    TRACKS_MISSING,
    TOO_MANY_TRACKS,
    TRACK_NAME_INVALID,
    TRACKS_REQUIRED_INVALID,
    /** Rules that match at once each need all their tracks: one number serves the whole route. */
    TRACKS_REQUIRED_NEEDS_FIRST_MATCH,
    STEPS_MISSING,
    TOO_MANY_STEPS,
    STEP_NAME_INVALID,
    APPROVERS_MISSING,
    TOO_MANY_APPROVERS,
    ROLE_INVALID,
    APPROVER_INVALID,
    /** The first step of a track has no approver before it whose manager could be asked. */
    APPROVER_BEFORE_MISSING,
    QUORUM_INVALID,
    REJECTION_RULE_INVALID,
    TIMEOUT_INVALID,
    SLA_INVALID,
    /** The partner keeps no calendar of that name. */
    CALENDAR_UNKNOWN,
    LADDER_INVALID,
    ESCALATION_TARGET_UNKNOWN,
    TTL_INVALID,
    HOLD_INVALID,
    REASON_SWITCHES_INVALID,
    EDIT_FIELD_UNKNOWN,
    OVERRIDE_INVALID,
    FALLBACK_INVALID,
    /** The partner has locked the stricter value. */
    LOCKED
  }
}
