package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.condition.CompiledCondition;

/**
 * One rule of a policy: where its condition holds, its coverage says who is asked. The id is stable
 * from version to version and stands in every trace and on every track (F-212).
 */
public record Rule(String id, CompiledCondition when, Coverage coverage) {

  /** The id of the only rule of a policy that was written without naming any. */
  public static final String MAIN = "main";

  static Rule unconditional(Coverage coverage) {
    return new Rule(MAIN, CompiledCondition.ALWAYS, coverage);
  }
}
