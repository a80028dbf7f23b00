package dev.countersign.rules.core.policy;

/** When rejections end a step (C-01). */
public sealed interface RejectionRule {

  /** The first one: nobody can look for a friendlier approver. */
  record First() implements RejectionRule {}

  /** When the approvals still needed can no longer come together (F-099). */
  record Unreachable() implements RejectionRule {}

  /** So many of them. */
  record Count(int rejections) implements RejectionRule {}

  RejectionRule FIRST = new First();
  RejectionRule UNREACHABLE = new Unreachable();
}
