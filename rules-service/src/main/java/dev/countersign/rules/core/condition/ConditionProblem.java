package dev.countersign.rules.core.condition;

/**
 * Why a written condition cannot be saved (F-050).
 *
 * @param code stable, for programs
 * @param path where, as a JSON pointer into the condition; empty for the whole
 * @param advice what to write instead, for people
 */
public record ConditionProblem(Code code, String path, String advice) {

  /** The kinds of problems. */
  public enum Code {
    NOT_JSON,
    NOT_A_CONDITION,
    FIELD_MISSING,
    FIELD_INVALID,
    FIELD_NOT_DECLARED,
    OPERATOR_MISSING,
    OPERATOR_UNKNOWN,
    /** {@code !=} instead of {@code not_equals} (F-033). */
    OPERATOR_SYMBOL_REFUSED,
    /** An operator escaped for HTML, copied out of a web page (F-052). */
    OPERATOR_ESCAPED,
    VALUE_MISSING,
    VALUE_NOT_ALLOWED,
    VALUE_INVALID,
    PROPERTY_UNKNOWN,
    /** The operator does not suit the declared type of the field. */
    TYPE_MISMATCH,
    WRONG_NUMBER_OF_ARGUMENTS,
    TOO_LONG,
    TOO_DEEP,
    TOO_MANY_PARTS
  }
}
